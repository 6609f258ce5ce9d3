package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.container.CommitRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.service.container.Containers;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.testing.Await;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Containers on the store, with the OCI runtime of this machine. Needs root. */
class StoreContainersTest extends BusyboxStore {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void runsAndGivesTheExitStatus() {
        RunResult result = run(RunRequest.of(image, "sh", "-c", "echo out; echo err >&2; exit 3"));
        assertEquals(3, result.exit());
        assertEquals("out\n", out.toString());
        assertEquals("err\n", err.toString());
        ContainerSummary row = containers.list(ContainerListRequest.ALL).get(0);
        assertEquals(result.container(), row.id());
        assertEquals("exited", row.state());
        assertTrue(row.status().startsWith("Exited (3) "), row.status());
        assertEquals(List.of(), containers.list(ContainerListRequest.RUNNING));
    }

    @Test
    void getsTheProxiesOfDockersSettings() throws IOException {
        Path settings = Files.createDirectories(place.store().resolveSibling(".docker")).resolve("config.json");
        Files.writeString(settings, "{\"proxies\":{\"default\":{\"httpProxy\":\"http://p:1\",\"noProxy\":\"a\"}}}");
        run(RunRequest.builder(image).command(List.of("sh", "-c", "echo $http_proxy $HTTP_PROXY $NO_PROXY $no_proxy"))
                .environment(List.of("no_proxy=mine", "HTTP_PROXY")).build());
        assertEquals("http://p:1 a mine\n", out.toString());
    }

    @Test
    void aRunThatIsGivenUpBeforeItsStartLeavesNothing() {
        Cancellation cancellation = new Cancellation();
        RunEvents giveUp = new RunEvents() {
            @Override
            public void created(String container, List<String> warnings) {
                cancellation.cancel();
            }
        };
        assertThrows(CancellationException.class, () ->
                containers.run(RunRequest.of(image, "true"), Optional.of(streams()), giveUp, cancellation));
        assertEquals(List.of(), containers.list(ContainerListRequest.ALL));
        assertEquals(List.of("images", "lock"), leftOver());
    }

    @Test
    void whatCannotBeUnpackedLeavesNoContainerAndNoHalfOfOne() throws IOException {
        for (var layer : service.inspect(image).layers()) {
            String hex = layer.blob().digest().hex();
            Files.writeString(place.store().resolve("blobs/sha256").resolve(hex), "no layer");
        }
        assertThrows(RuntimeException.class, () -> run(RunRequest.of(image, "true")));
        assertEquals(List.of(), containers.list(ContainerListRequest.ALL));
        assertEquals(List.of("images", "lock"), leftOver());
    }

    @Test
    void takesInputAndGoesAwayWhereAskedTo() {
        RunRequest request = RunRequest.builder(image).command(List.of("cat")).interactive(true).remove(true).build();
        containers.run(request, Optional.of(streams(new ByteArrayInputStream("typed\n".getBytes(StandardCharsets.UTF_8)))),
                Cancellation.none());
        assertEquals("typed\n", out.toString());
        assertEquals(List.of(), containers.list(ContainerListRequest.ALL));
        assertEquals(List.of("images", "lock", "runtime"), leftOver());
    }

    @Test
    void hasATerminalAsLargeAsTheRealOne() {
        RunRequest request = RunRequest.builder(image).command(List.of("sh", "-c",
                "test -t 0 && test -t 1 && stty size; read x; echo got $x"))
                .tty(true).interactive(true).remove(true).build();
        ContainerStreams.TerminalSize size = new ContainerStreams.TerminalSize() {
            @Override
            public int columns() {
                return 101;
            }

            @Override
            public int rows() {
                return 37;
            }

            @Override
            public ContainerStreams.Listening onChange(Runnable changed) {
                changed.run();
                return () -> {};
            }
        };
        ContainerStreams streams = new ContainerStreams(
                Optional.of(new ByteArrayInputStream("yes\r".getBytes(StandardCharsets.UTF_8))), out, err, Optional.of(size));
        assertEquals(0, containers.run(request, Optional.of(streams), Cancellation.none()).exit(), out.toString());
        assertTrue(out.toString().contains("37 101"), out.toString());
        assertTrue(out.toString().contains("got yes"), out.toString());
    }

    @Test
    void livesOnInTheBackgroundAndIsFoundAgain() {
        String id = background("sh", "-c", "echo up; trap 'echo down; exit 5' TERM; while :; do sleep 0.05; done");
        try (StoreBackend other = place.open()) {
            Containers again = other.containers();
            assertEquals("running", again.list(ContainerListRequest.RUNNING).get(0).state());
            Await.until(BOUND, "it is up", () -> logs(again, id).contains("up"));
            assertEquals(0, again.exec(new ExecRequest("box", List.of("sh", "-c", "echo $0 $V; cat /proc/1/comm"), false, false,
                    false, false, List.of("V=1"), Optional.empty(), Optional.empty(), Optional.empty()), streams(),
                    Cancellation.none()));
            assertEquals("sh 1\nsh\n", out.toString());
            again.stop("box", Optional.of(Duration.ofSeconds(10)));
            assertEquals("up\ndown\n", logs(again, id));
            assertTrue(again.list(ContainerListRequest.ALL).get(0).status().startsWith("Exited (5) "));
        }
    }

    @Test
    void stopKillsWhatDoesNotListen() {
        String id = background("sh", "-c", "trap '' TERM; echo up; while :; do sleep 0.05; done");
        Await.until(BOUND, "it is up", () -> logs(containers, id).contains("up"));
        containers.stop(id.substring(0, 8), Optional.of(Duration.ZERO));
        assertTrue(containers.list(ContainerListRequest.ALL).get(0).status().startsWith("Exited (137) "));
        containers.start(id);
        assertEquals(1, containers.list(ContainerListRequest.RUNNING).size());
        containers.kill(id, "KILL");
    }

    @Test
    void followsTheLogsToTheEnd() throws Exception {
        String id = background("sh", "-c", "echo one; sleep 0.2; echo two");
        CompletableFuture.runAsync(() -> containers.logs(
                new LogsRequest(id, true, Optional.empty(), Optional.empty(), Optional.empty(), false, false), streams(),
                Cancellation.none())).get(BOUND.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        assertEquals("one\ntwo\n", out.toString());
        out.reset();
        containers.logs(new LogsRequest(id, false, Optional.of(1), Optional.empty(), Optional.empty(), false, false), streams(),
                Cancellation.none());
        assertEquals("two\n", out.toString());
    }

    @Test
    void aProgramThatIsNotThereIsSaidAndTheContainerStays() {
        Failure failure = assertThrows(Failure.class, () -> run(RunRequest.of(image, "no-such-program")));
        assertTrue(failure.why().matches(".*no-such-program.* not found.*"), failure.why());
        assertEquals("created", containers.list(ContainerListRequest.ALL).get(0).state());
    }

    @Test
    void anImageInUseIsNotRemoved() {
        String id = background("sleep", "600");
        assertEquals(1, service.list(ListRequest.EVERYTHING).get(0).containers());
        assertEquals(1, service.inspect(image).summary().containers());
        String imageId = service.list(ListRequest.EVERYTHING).get(0).id().toString();
        RemovalResult refused =
                service.remove(new RemoveRequest(List.of(imageId), RemoveRequest.Mode.REMOVE, true, true));
        assertTrue(refused.failures().get(0).why().contains("box (running)"), refused.failures().toString());
        assertTrue(refused.failures().get(0).verbatim().contains("(cannot be forced)"), refused.failures().toString());
        containers.stop(id, Optional.of(Duration.ZERO));
        Failure stopped = service.remove(RemoveRequest.of(List.of(image))).failures().get(0);
        assertEquals("conflict: unable to remove repository reference \"" + image + "\" (must force) - container "
                + id.substring(0, 12) + " is using its referenced image "
                + service.list(ListRequest.EVERYTHING).get(0).id().shortHex(), stopped.verbatim());
        containers.remove("box", false, false);
        assertEquals(List.of(), service.remove(RemoveRequest.of(List.of(image))).failures());
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
    }

    @Test
    void forceTakesTheNameOfARunningContainersImageAndLeavesTheImage() {
        String id = background("sleep", "600");
        RemoveRequest force = new RemoveRequest(List.of(image), RemoveRequest.Mode.REMOVE, true, true);
        assertEquals(RemovalPlan.Effect.LEAVE_DANGLING, service.planRemoval(force).targets().get(0).effect());
        RemovalResult result = service.remove(force);
        assertEquals(List.of(), result.failures());
        assertTrue(service.list(ListRequest.EVERYTHING).get(0).dangling());
        ContainerSummary row = containers.list(ContainerListRequest.ALL).get(0);
        assertEquals(row.imageId().orElseThrow().toString(), row.image());
        containers.stop(id, Optional.of(Duration.ZERO));
    }

    @Test
    void forceRemovesTheImageOfAStoppedContainerWhichStartsAgain() {
        run(RunRequest.builder(image).name(Optional.of("box")).command(List.of("echo", "hello")).build());
        RemovalResult result =
                service.remove(new RemoveRequest(List.of(image), RemoveRequest.Mode.REMOVE, true, true));
        assertEquals(List.of(), result.failures());
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
        containers.start("box");
        Await.until(BOUND, "it ran again", () -> logs(containers, "box").equals("hello\nhello\n"));
    }

    @Test
    void pruningAllKeepsTheImagesOfContainers() {
        run(RunRequest.builder(image).name(Optional.of("box")).command(List.of("true")).build());
        PruneRequest all = new PruneRequest(true, Map.of());
        assertEquals(List.of(), service.planPrune(all).images());
        assertEquals(List.of(), service.prune(all).steps());
        assertEquals(1, service.list(ListRequest.EVERYTHING).size());
        containers.remove("box", false, false);
        service.prune(all);
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
    }

    @Test
    void aNameIsTakenOnce() {
        background("true");
        Failure failure = assertThrows(Failure.class, () -> background("true"));
        assertEquals(Failure.Kind.CONFLICT, failure.kind());
    }

    @Test
    void whatAContainerChangedBecomesAnImage() {
        run(RunRequest.builder(image).name(Optional.of("box")).command(List.of("sh", "-c",
                "echo new > /etc/new; rm /etc/passwd; mkdir /d; chmod 1777 /d")).build());
        ImageId id = containers.commit(new CommitRequest("box", Optional.of(Reference.parse("made/here")), "Ann", "why",
                List.of("ENV X=1", "CMD [\"cat\",\"/etc/new\"]"), true));
        out.reset();
        assertEquals(0, run(RunRequest.builder("made/here").remove(true).build()).exit());
        assertEquals("new\n", out.toString());
        out.reset();
        run(RunRequest.builder("made/here").command(List.of("sh", "-c", "ls -d /etc/* /d; echo $X")).remove(true).build());
        assertEquals("/d\n/etc/hostname\n/etc/hosts\n/etc/new\n/etc/resolv.conf\n1\n", out.toString());
        assertEquals(id, service.list(ListRequest.EVERYTHING).stream().filter(row -> !row.tags().isEmpty()
                && row.tags().get(0).familiar().equals("made/here:latest")).findFirst().orElseThrow().id());
        assertEquals(2, containers.list(ContainerListRequest.of(image)).size() + 1);
    }

    @Test
    void portsThatMoveNeedAnEngine() {
        Failure failure = assertThrows(Failure.class, () -> run(RunRequest.builder(image).ports(List.of("8080:80")).build()));
        assertEquals(Failure.Kind.UNSUPPORTED, failure.kind());
        assertEquals(List.of(), containers.list(ContainerListRequest.ALL));
    }

    private RunResult run(RunRequest request) {
        return containers.run(request, Optional.of(streams()), Cancellation.none());
    }

    private String background(String... command) {
        return containers.run(RunRequest.builder(image).name(Optional.of("box")).command(List.of(command)).build(),
                Optional.empty(), Cancellation.none()).container();
    }

    private static String logs(Containers containers, String id) {
        ByteArrayOutputStream logs = new ByteArrayOutputStream();
        containers.logs(LogsRequest.all(id), new ContainerStreams(Optional.empty(), logs, logs, Optional.empty()),
                Cancellation.none());
        return logs.toString();
    }

    private ContainerStreams streams() {
        return new ContainerStreams(Optional.empty(), out, err, Optional.empty());
    }

    private ContainerStreams streams(InputStream in) {
        return new ContainerStreams(Optional.of(in), out, err, Optional.empty());
    }

    private List<String> leftOver() {
        try (Stream<Path> files = Files.list(place.store().resolve("containers"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of(e.toString());
        }
    }
}
