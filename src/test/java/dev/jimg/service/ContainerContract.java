package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.container.CommitRequest;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import dev.jimg.service.container.ExecRequest;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.service.container.StandardStream;
import dev.jimg.service.container.StartRequest;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.transfer.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Running containers: what goes in, what comes out, how they end, what is known of them. */
public abstract class ContainerContract extends ImageServiceContract {

    private static final Optional<Duration> AT_ONCE = Optional.of(Duration.ZERO);

    private String image;

    @BeforeEach
    final void pullBusybox() {
        image = pulled(ImageFixture.busybox(), "bb:1").familiar();
    }

    private RunRequest.Builder request(String... command) {
        return RunRequest.builder(image).network(Optional.of("none")).command(List.of(command));
    }

    private RunResult run(RunRequest.Builder request, TestStreams streams) {
        return service.containers().run(request.build(), Optional.of(streams.plain()), Cancellation.none());
    }

    private RunResult detached(RunRequest.Builder request) {
        return service.containers().run(request.build(), Optional.empty(), Cancellation.none());
    }

    private String sleeping(String name) {
        return detached(request("sleep", "600").name(Optional.of(name))).container();
    }

    /** In alphabetical order: two may be made in the same second. */
    private List<String> names(ContainerListRequest request) {
        return service.containers().list(request).stream().map(container -> container.names().get(0)).sorted()
                .toList();
    }

    private static ContainerSummary named(List<ContainerSummary> all, String name) {
        return all.stream().filter(container -> container.names().contains(name)).findFirst().orElseThrow();
    }

    private static ContainerListRequest filter(String name, String value) {
        return new ContainerListRequest(true, 0, false, Map.of(name, List.of(value)));
    }

    private String logs(LogsRequest request) {
        TestStreams streams = TestStreams.none();
        service.containers().logs(request, streams.plain(), Cancellation.none());
        return streams.out();
    }

    @Test
    void outputErrorsAndStatusComeBack() {
        TestStreams streams = TestStreams.none();
        RunResult result = run(request("sh", "-c", "echo to out; echo to err >&2; exit 3"), streams);
        assertEquals(3, result.exit());
        assertFalse(result.detached());
        assertEquals("to out\n", streams.out());
        assertEquals("to err\n", streams.err());
    }

    @Test
    void inputGoesInToItsEnd() {
        byte[] bytes = new byte[700_000];
        new Random(7).nextBytes(bytes);
        TestStreams streams = TestStreams.with(bytes);
        assertEquals(0, run(request("cat").interactive(true).remove(true), streams).exit());
        assertArrayEquals(bytes, streams.outBytes());
    }

    @Test
    void withoutInteractionItGetsNoInput() {
        TestStreams streams = TestStreams.with("ignored\n".getBytes());
        assertEquals(0, run(request("cat"), streams).exit());
        assertEquals("", streams.out());
    }

    @Test
    void whatIsAskedForHoldsInIt() {
        TestStreams streams = TestStreams.none();
        run(request("-c", "echo $GREETING; pwd; id -u; hostname").entrypoint(Optional.of(List.of("sh")))
                .environment(List.of("GREETING=hello you")).workdir(Optional.of("/tmp")).user(Optional.of("1234"))
                .hostname(Optional.of("tiny")), streams);
        assertEquals("hello you\n/tmp\n1234\ntiny\n", streams.out());
    }

    @Test
    void theWayToARunningContainerIsTold() {
        List<String> heard = new ArrayList<>();
        RunEvents events = new RunEvents() {
            @Override
            public void created(String container, List<String> warnings) {
                heard.add("created " + container.length());
            }

            @Override
            public void started(String container) {
                heard.add("started");
            }
        };
        RunRequest missing = RunRequest.of("127.0.0.1:1/not/here:1");
        failure(Failure.Kind.NOT_FOUND, () ->
                service.containers().run(missing, Optional.empty(), events, Cancellation.none()));
        assertEquals(List.of(), heard);
        assertEquals(0, service.containers().run(request("true").build(), Optional.of(TestStreams.none().plain()),
                events, Cancellation.none()).exit());
        assertEquals(List.of("created 64", "started"), heard);
    }

    @Test
    void aCommandThatIsNotThereDoesNotStart() {
        Failure failure = assertThrows(Failure.class, () ->
                run(request("no-such-program").name(Optional.of("stays")), TestStreams.none()));
        assertTrue(failure.getMessage().contains("no-such-program"), failure.getMessage());
        assertThrows(Failure.class, () ->
                run(request("no-such-program").name(Optional.of("goes")).remove(true), TestStreams.none()));
        Await.until(BOUND, "it is gone", () -> names(ContainerListRequest.ALL).equals(List.of("stays")),
                () -> names(ContainerListRequest.ALL).toString());
    }

    @Test
    void oneThatIsToBeRemovedIsGoneWhenItEnded() {
        assertEquals(5, run(request("sh", "-c", "exit 5").remove(true), TestStreams.none()).exit());
        assertEquals(List.of(), names(ContainerListRequest.ALL));
    }

    @Test
    void theListTellsWhatThereIs() {
        String id = sleeping("web");
        run(request("sh", "-c", "exit 7").name(Optional.of("job")).labels(Map.of("kind", "batch")),
                TestStreams.none());
        assertEquals(List.of("web"), names(ContainerListRequest.RUNNING));
        List<ContainerSummary> all = service.containers().list(ContainerListRequest.ALL);
        assertEquals(2, all.size());
        assertFalse(all.get(0).created().isBefore(all.get(1).created()));
        ContainerSummary job = named(all, "job");
        ContainerSummary web = named(all, "web");
        assertEquals(id, web.id());
        assertEquals(image, web.image());
        assertEquals(Optional.of(images().get(0).id()), web.imageId());
        assertEquals("sleep 600", web.command());
        assertTrue(web.running());
        assertTrue(web.status().startsWith("Up "), web.status());
        assertEquals("exited", job.state());
        assertTrue(job.status().startsWith("Exited (7) "), job.status());
        assertEquals("batch", job.labels().get("kind"));
    }

    @Test
    void filtersChooseContainers() {
        sleeping("web");
        run(request("true").name(Optional.of("job")).labels(Map.of("kind", "batch")), TestStreams.none());
        assertEquals(List.of("web"), names(filter("status", "running")));
        assertEquals(List.of("job"), names(filter("status", "exited")));
        assertEquals(List.of("job"), names(filter("label", "kind=batch")));
        assertEquals(List.of("web"), names(filter("name", "we")));
        assertEquals(List.of("job", "web"), names(ContainerListRequest.of(image)));
        assertEquals(1, names(new ContainerListRequest(false, 1, false, Map.of())).size());
        assertEquals(2, names(new ContainerListRequest(false, 5, false, Map.of())).size());
    }

    @Test
    void whatRunsIsStoppedKilledAndRemoved() {
        sleeping("one");
        sleeping("two");
        failure(Failure.Kind.CONFLICT, () -> service.containers().remove("one", false, false));
        service.containers().stop("one", AT_ONCE);
        service.containers().stop("one", AT_ONCE);
        service.containers().kill("two", "SIGKILL");
        Await.until(BOUND, "both end", () -> names(ContainerListRequest.RUNNING).isEmpty());
        failure(Failure.Kind.CONFLICT, () -> service.containers().kill("two", "TERM"));
        service.containers().remove("one", false, false);
        assertEquals(List.of("two"), names(ContainerListRequest.ALL));
        service.containers().start("two");
        assertEquals(List.of("two"), names(ContainerListRequest.RUNNING));
        service.containers().remove("two", true, true);
        assertEquals(List.of(), names(ContainerListRequest.ALL));
        failure(Failure.Kind.NOT_FOUND, () -> service.containers().stop("two", AT_ONCE));
        failure(Failure.Kind.NOT_FOUND, () -> service.containers().remove("two", false, false));
    }

    @Test
    void aCommandBesideTheOthersHasStreamsAndAStatus() {
        String id = sleeping("web");
        TestStreams streams = TestStreams.with("typed\n".getBytes());
        ExecRequest request = new ExecRequest(id.substring(0, 12),
                List.of("sh", "-c", "cat; pwd; echo $A; echo bad >&2; exit 4"), false, true, false, false,
                List.of("A=b c"), Optional.empty(), Optional.of("/tmp"), Optional.empty());
        assertEquals(4, service.containers().exec(request, streams.plain(), Cancellation.none()));
        assertEquals("typed\n/tmp\nb c\n", streams.out());
        assertEquals("bad\n", streams.err());
        service.containers().stop("web", AT_ONCE);
        failure(Failure.Kind.CONFLICT, () ->
                service.containers().exec(request, streams.plain(), Cancellation.none()));
        failure(Failure.Kind.NOT_FOUND, () -> service.containers()
                .exec(ExecRequest.shell("nobody", "sh"), streams.plain(), Cancellation.none()));
    }

    @Test
    void logsAreWhatItWrote() {
        run(request("sh", "-c", "echo oops >&2; sleep 0.3; for i in 1 2 3 4; do echo line $i; done").name(Optional.of("job")),
                TestStreams.none());
        TestStreams streams = TestStreams.none();
        service.containers().logs(LogsRequest.all("job"), streams.plain(), Cancellation.none());
        assertEquals("line 1\nline 2\nline 3\nline 4\n", streams.out());
        assertEquals("oops\n", streams.err());
        String stamped = logs(new LogsRequest("job", false, Optional.of(1), Optional.empty(), Optional.empty(), true, false));
        assertTrue(stamped.matches("20\\d\\d-\\d\\d-\\d\\dT\\S+ line 4\n"), stamped);
        assertEquals("", logs(new LogsRequest("job", false, Optional.empty(), Optional.of("2099-01-01"),
                Optional.empty(), false, false)));
        failure(Failure.Kind.INVALID, () -> logs(new LogsRequest("job", false, Optional.empty(),
                Optional.of("yesterday"), Optional.empty(), false, false)));
        failure(Failure.Kind.NOT_FOUND, () -> logs(LogsRequest.all("nobody")));
    }

    @Test
    void logsThatAreFollowedEndWithIt() throws Exception {
        detached(request("sh", "-c", "echo first; while [ ! -e /tmp/go ]; do sleep 0.05; done; echo last")
                .name(Optional.of("job")));
        TestStreams streams = TestStreams.none();
        CompletableFuture<Void> following = CompletableFuture.runAsync(() -> service.containers().logs(
                new LogsRequest("job", true, Optional.empty(), Optional.empty(), Optional.empty(), false, false),
                streams.plain(), Cancellation.none()));
        streams.awaitOut("first\n");
        // Its status does not matter: the container may end first, and take this command with it.
        service.containers().exec(new ExecRequest("job", List.of("sh", "-c", "> /tmp/go"), false, false,
                false, false, List.of(), Optional.empty(), Optional.empty(), Optional.empty()),
                TestStreams.none().plain(), Cancellation.none());
        following.get(BOUND.toSeconds(), TimeUnit.SECONDS);
        assertEquals("first\nlast\n", streams.out());
    }

    @Test
    void aTerminalHasTheSizeOfTheRealOne() {
        TestStreams streams = TestStreams.typed();
        CompletableFuture<RunResult> running = terminal(request("sh"), streams);
        streams.type("until stty size | grep -q '33 111'; do sleep 0.05; done; echo fi''rst\n").awaitOut("first");
        streams.resize(77, 22);
        streams.type("until stty size | grep -q '22 77'; do sleep 0.05; done; echo sec''ond\n").awaitOut("second");
        streams.type("exit 9\n");
        assertEquals(9, running.join().exit());
        // A terminal echoes, and ends its lines with CR LF.
        assertTrue(streams.out().contains("exit 9\r\n"), streams.out());
        assertEquals("", streams.err());
    }

    @Test
    void detachKeysLetGoOfIt() {
        TestStreams streams = TestStreams.typed();
        CompletableFuture<RunResult> running = terminal(request("sh").name(Optional.of("shell")), streams);
        streams.type("echo rea''dy\n").awaitOut("ready");
        streams.type("\u0010\u0011");
        RunResult result = running.join();
        assertTrue(result.detached());
        assertEquals(0, result.exit());
        assertEquals(List.of("shell"), names(ContainerListRequest.RUNNING));
    }

    @Test
    void otherDetachKeysCanBeChosen() {
        TestStreams streams = TestStreams.typed();
        CompletableFuture<RunResult> running =
                terminal(request("sh").detachKeys(Optional.of("ctrl-e,e")), streams);
        streams.type("echo rea''dy\n").awaitOut("ready");
        streams.type("\u0005e");
        assertTrue(running.join().detached());
    }

    @Test
    void detachKeysLetGoOfACommandBesideTheOthers() {
        sleeping("web");
        TestStreams streams = TestStreams.typed();
        CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> service.containers()
                .exec(ExecRequest.shell("web", "sh"), streams.terminal(), Cancellation.none()));
        streams.type("(echo rea''dy; until [ -e /tmp/go ]; do sleep 0.05; done; > /tmp/done)\n").awaitOut("ready");
        streams.type("\u0010\u0011");
        CompletionException e = assertThrows(CompletionException.class, running::join);
        assertEquals("read escape sequence", ((Failure) e.getCause()).verbatim());
        assertEquals(0, service.containers().exec(new ExecRequest("web", List.of("sh", "-c",
                "> /tmp/go; until [ -e /tmp/done ]; do sleep 0.05; done"), false, false, false, false, List.of(),
                Optional.empty(), Optional.empty(), Optional.empty()), TestStreams.none().plain(),
                Cancellation.none()));
    }

    @Test
    void whatIsStartedIsStayedWith() {
        run(request("sh", "-c", "cat; echo bad >&2; exit 6").name(Optional.of("job")).interactive(true),
                TestStreams.with("once\n".getBytes()));
        TestStreams streams = TestStreams.with("again\n".getBytes());
        RunResult result = service.containers().start(new StartRequest("job", true, Optional.empty()), streams.plain(),
                RunEvents.NONE, Cancellation.none());
        assertEquals(6, result.exit());
        assertFalse(result.detached());
        assertEquals("again\n", streams.out());
        assertEquals("bad\n", streams.err());
        failure(Failure.Kind.NOT_FOUND, () -> service.containers().start(
                new StartRequest("nobody", false, Optional.empty()), streams.plain(), RunEvents.NONE,
                Cancellation.none()));
    }

    @Test
    void onlyTheStreamsThatWereAskedForAreConnected() {
        TestStreams streams = TestStreams.none();
        assertEquals(0, run(request("sh", "-c", "echo out; echo err >&2").attach(Set.of(StandardStream.ERR)), streams)
                .exit());
        assertEquals("", streams.out());
        assertEquals("err\n", streams.err());
    }

    private CompletableFuture<RunResult> terminal(RunRequest.Builder request, TestStreams streams) {
        return CompletableFuture.supplyAsync(() -> service.containers().run(
                request.tty(true).interactive(true).build(), Optional.of(streams.terminal()), Cancellation.none()));
    }

    @Test
    void whoeverCancelsLeavesItRunning() {
        TestStreams streams = TestStreams.typed();
        Cancellation cancellation = new Cancellation();
        CompletableFuture<RunResult> running = CompletableFuture.supplyAsync(() -> service.containers().run(
                request("sh", "-c", "echo ready; sleep 600").build(), Optional.of(streams.plain()), cancellation));
        streams.awaitOut("ready");
        cancellation.cancel();
        CompletionException e = assertThrows(CompletionException.class, running::join);
        assertTrue(e.getCause() instanceof CancellationException, e.toString());
        assertEquals(1, names(ContainerListRequest.RUNNING).size());
    }

    @Test
    void aCommitMakesAnImageOfWhatChanged() {
        run(request("sh", "-c", "echo kept > /tmp/file").name(Optional.of("work")), TestStreams.none());
        Reference target = Reference.parse("made/here:1");
        ImageId id = service.containers().commit(new CommitRequest("work", Optional.of(target), "Ann <a@b.c>",
                "what I did", List.of("ENV A=b", "CMD [\"cat\", \"/tmp/file\"]"), true));
        ImageSummary made = service.inspect("made/here:1").summary();
        assertEquals(id, made.id());
        String json = service.inspect("made/here:1").json();
        assertTrue(json.contains("Ann <a@b.c>") || json.contains("Ann \\u003ca@b.c\\u003e"), json);
        assertTrue(json.contains("what I did"), json);
        assertTrue(json.contains("A=b"), json);
        TestStreams streams = TestStreams.none();
        RunRequest again = RunRequest.builder("made/here:1").network(Optional.of("none")).build();
        service.containers().run(again, Optional.of(streams.plain()), Cancellation.none());
        assertEquals("kept\n", streams.out());
        failure(Failure.Kind.NOT_FOUND, () -> service.containers().commit(
                new CommitRequest("nobody", Optional.empty(), "", "", List.of(), true)));
    }

    @Test
    void inspectTellsAllOfIt() {
        String id = sleeping("web");
        String json = service.containers().inspect("web");
        assertTrue(json.contains("\"Id\":\"" + id + "\""), json);
        failure(Failure.Kind.NOT_FOUND, () -> service.containers().inspect("nobody"));
        failure(Failure.Kind.INVALID, () -> service.containers().inspect(""));
    }
}
