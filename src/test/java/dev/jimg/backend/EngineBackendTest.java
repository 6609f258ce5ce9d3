package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jimg.backend.engine.EngineBackend;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.RemoveRequest.Mode;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.SocketRelay;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only an engine has: containers, images built on images, other users of it, and an end of its own. */
@ExtendWith(RealDockerExtension.class)
final class EngineBackendTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final RealDocker docker;
    private EnginePlace place;
    private EngineBackend service;

    EngineBackendTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeEach
    void open() {
        place = EnginePlace.docker(docker.host(), docker::clear);
        service = place.open();
    }

    @AfterEach
    void close() {
        service.close();
        place.close();
    }

    /** An image that runs, under the name {@code bb:1}. */
    private ImageId busybox() {
        ImageFixture image = ImageFixture.busybox();
        docker.pull(image, "bb:1");
        return ImageId.parse(image.config().digest());
    }

    private static RemoveRequest forced(String image) {
        return new RemoveRequest(List.of(image), Mode.REMOVE, true, true);
    }

    private static RemoveRequest plain(String image) {
        return RemoveRequest.of(List.of(image));
    }

    private Effect effect(RemoveRequest request) {
        return service.planRemoval(request).targets().get(0).effect();
    }

    private List<ImageSummary> images() {
        return service.list(ListRequest.EVERYTHING);
    }

    @Test
    void containersGetTheProxiesOfTheSettings() throws IOException {
        busybox();
        Files.writeString(Files.createDirectories(place.home().resolve(".docker")).resolve("config.json"),
                "{\"proxies\":{\"default\":{\"httpProxy\":\"http://p:1\",\"noProxy\":\"a\"}}}");
        RunRequest request = RunRequest.builder("bb:1").command(List.of("true")).network(Optional.of("none"))
                .environment(List.of("no_proxy=mine", "HTTP_PROXY")).build();
        String id = service.containers().run(request, Optional.empty(), Cancellation.none()).container();
        String environment = docker.docker("inspect", "-f", "{{json .Config.Env}}", id).out();
        assertTrue(environment.contains("\"http_proxy=http://p:1\"") && environment.contains("\"NO_PROXY=a\"")
                && environment.contains("\"no_proxy=mine\"") && !environment.contains("HTTP_PROXY="), environment);
    }

    @Test
    void aRunThatIsGivenUpBeforeItsStartLeavesNoContainer() {
        busybox();
        Cancellation cancellation = new Cancellation();
        RunEvents giveUp = new RunEvents() {
            @Override
            public void created(String container, List<String> warnings) {
                cancellation.cancel();
            }
        };
        assertThrows(CancellationException.class, () ->
                service.containers().run(RunRequest.of("bb:1", "true"), Optional.empty(), giveUp, cancellation));
        assertEquals("", docker.docker("ps", "-aq").out());
    }

    @Test
    void saysWhatAnswersThere() {
        BackendInfo info = service.info();
        assertEquals(BackendInfo.Kind.DOCKER, info.kind());
        assertEquals(docker.host(), info.location());
        assertTrue(info.product().startsWith("Docker "), info.product());
    }

    @Test
    void namesTheContainersThatHoldAnImage() {
        ImageId image = busybox();
        docker.docker("run", "-d", "--name", "web", "--network", "none", "bb:1", "sleep", "600");
        docker.docker("create", "--name", "idle", "bb:1", "true");
        assertEquals(2, images().get(0).containers());
        RemovalPlan.Target target = service.planRemoval(plain("bb:1")).targets().get(0);
        assertEquals(Effect.BLOCKED, target.effect());
        assertEquals(Set.of("idle", "web (running)"), Set.copyOf(target.usedBy()));
        Failure refused = service.remove(plain("bb:1")).failures().get(0);
        assertEquals(Failure.Kind.CONFLICT, refused.kind());
        assertTrue(refused.getMessage().contains("web (running)") && refused.getMessage().contains("idle"),
                refused.getMessage());
        assertEquals(Effect.BLOCKED, effect(forced(image.toString())));
    }

    @Test
    void byForceARunningContainerLosesOnlyTheNameOfItsImage() {
        ImageId image = busybox();
        docker.docker("run", "-d", "--name", "web", "--network", "none", "bb:1", "sleep", "600");
        assertEquals(Effect.LEAVE_DANGLING, effect(forced("bb:1")));
        RemovalResult result = service.remove(forced("bb:1"));
        assertEquals(List.of(), result.failures());
        assertEquals(0, result.freed());
        assertEquals(image, images().get(0).id());
        assertTrue(images().get(0).dangling());
    }

    @Test
    void byForceAStoppedContainerDoesNotKeepItsImage() {
        busybox();
        docker.docker("create", "--name", "idle", "bb:1", "true");
        assertEquals(Effect.BLOCKED, effect(plain("bb:1")));
        RemovalPlan plan = service.planRemoval(forced("bb:1"));
        assertEquals(Effect.DELETE, plan.targets().get(0).effect());
        assertEquals(plan.frees(), service.remove(forced("bb:1")).freed());
        assertEquals(List.of(), images());
    }

    @Test
    void theLastNameIsNotTakenWithoutTheImage() {
        busybox();
        RemoveRequest untag = new RemoveRequest(List.of("bb:1"), Mode.UNTAG, false, true);
        assertEquals(Effect.BLOCKED, effect(untag));
        Failure refused = service.remove(untag).failures().get(0);
        assertEquals(Failure.Kind.UNSUPPORTED, refused.kind());
        service.tag("bb:1", Reference.parse("bb:2"));
        assertEquals(Effect.UNTAG, effect(untag));
        assertEquals(List.of(), service.remove(untag).failures());
        assertEquals(List.of("bb:2"), images().get(0).tags().stream().map(Reference::familiar).toList());
    }

    @Test
    void anImageThatAnotherWasBuiltOnStaysWithoutAName() {
        ImageId base = busybox();
        docker.command("build", "-q", "-t", "child:1", "-").env("DOCKER_BUILDKIT", "0")
                .stdin("FROM bb:1\nENV A=1\nENV B=2\n").run();
        assertEquals(Effect.BLOCKED, effect(plain(base.toString())));
        assertEquals(Failure.Kind.CONFLICT, service.remove(plain(base.toString())).failures().get(0).kind());
        assertEquals(Effect.LEAVE_DANGLING, effect(plain("bb:1")));
        assertTrue(service.planRemoval(plain("bb:1").forUndo()).undoable());
        assertEquals(0, service.remove(plain("bb:1")).freed());
        RemovalPlan plan = service.planRemoval(plain("child:1"));
        assertTrue(plan.frees() > 0);
        assertEquals(plan.frees(), service.remove(plain("child:1")).freed());
        assertEquals(List.of(), service.list(new ListRequest(true, Map.of())));
    }

    @Test
    void hearsWhatOthersDo() {
        List<ImageEvent> events = new CopyOnWriteArrayList<>();
        service.subscribe(events::add);
        ImageId image = busybox();
        docker.docker("tag", "bb:1", "theirs:1");
        await(events, new ImageEvent(ImageEvent.Kind.TAGGED, "theirs:1"));
        docker.docker("rmi", "theirs:1", "bb:1");
        await(events, new ImageEvent(ImageEvent.Kind.DELETED, image.toString()));
    }

    /** An engine before API 1.42 tells it only when it measures the disk, which a list does not wait for. */
    @Test
    void whatOnlyOneImageNeedsIsKnownOnceTheDiskWasMeasured() {
        String[] api = docker.docker("version", "-f", "{{.Server.APIVersion}}").out().strip().split("\\.");
        assumeTrue(Integer.parseInt(api[0]) == 1 && Integer.parseInt(api[1]) < 42,
                () -> "a list of API " + String.join(".", api) + " tells it");
        busybox();
        docker.command("build", "-t", "more:1", "-").stdin("FROM bb:1\nRUN head -c 300000 /dev/zero > /more\n").run();
        List<ImageEvent> events = new CopyOnWriteArrayList<>();
        service.subscribe(events::add);
        assertEquals(Set.of(-1L), unique());
        service.usage();
        await(events, new ImageEvent(ImageEvent.Kind.CHANGED, ""));
        assertEquals(Set.of(0L, 300_000L), unique());
        events.clear();
        service.usage();
        assertEquals(Set.of(0L, 300_000L), unique());
        assertEquals(List.of(), events, "nobody lists again and again");
        docker.docker("tag", "bb:1", "same:1");
        assertEquals(Set.of(0L, 300_000L), unique());
        docker.docker("rmi", "more:1");
        assertEquals(Set.of(-1L), unique(), "what is shared is another one now");
    }

    private Set<Long> unique() {
        return service.list(ListRequest.EVERYTHING).stream().map(ImageSummary::uniqueSize).collect(Collectors.toSet());
    }

    /** The engine makes it although nobody waits for the answer any more. */
    @Test
    void aContainerThatIsGivenUpWhileItIsMadeDoesNotStay() throws Exception {
        busybox();
        try (SocketRelay relay = SocketRelay.to(docker.socket());
                EngineBackend far = EnginePlace.docker(relay.host(), () -> {}).open()) {
            Cancellation cancellation = new Cancellation();
            relay.holdAt(0);
            CompletableFuture<?> run = CompletableFuture.runAsync(() -> far.containers().run(
                    RunRequest.of("bb:1", "true"), Optional.empty(), new RunEvents() {}, cancellation));
            Await.until(BOUND, "it is made", () -> !docker.docker("ps", "-aq").out().isEmpty());
            cancellation.cancel();
            ExecutionException given = assertThrows(ExecutionException.class, () -> run.get(20, TimeUnit.SECONDS));
            assertEquals(CancellationException.class, given.getCause().getClass(), given.toString());
            relay.release();
            Await.until(BOUND, "it is gone", () -> docker.docker("ps", "-aq").out().isEmpty());
        }
    }

    @Test
    void anEngineThatGoesIsMissedAndFoundAgain() {
        busybox();
        try (SocketRelay relay = SocketRelay.to(docker.socket());
                EngineBackend far = EnginePlace.docker(relay.host(), () -> {}).open()) {
            List<ImageEvent> events = new CopyOnWriteArrayList<>();
            far.subscribe(events::add);
            assertEquals(1, far.list(ListRequest.EVERYTHING).size());
            docker.docker("tag", "bb:1", "seen:1");
            await(events, new ImageEvent(ImageEvent.Kind.TAGGED, "seen:1"));
            events.clear();
            relay.stop();
            await(events, new ImageEvent(ImageEvent.Kind.CHANGED, ""));
            Failure gone = assertThrows(Failure.class, () -> far.list(ListRequest.EVERYTHING));
            assertEquals(Failure.Kind.UNREACHABLE, gone.kind());
            events.clear();
            relay.start();
            await(events, new ImageEvent(ImageEvent.Kind.CHANGED, ""));
            assertEquals(1, far.list(ListRequest.EVERYTHING).size());
            docker.docker("tag", "bb:1", "again:1");
            await(events, new ImageEvent(ImageEvent.Kind.TAGGED, "again:1"));
        }
    }

    @Test
    void pullsWithTheCredentialsOfTheOneWhoAsks() throws IOException {
        try (RealRegistry closed = RealRegistry.htpasswd("ann", "s3cret")) {
            ImageFixture image = ImageFixture.busybox();
            String name = image.push(closed, "closed/bb:1").reference();
            String pair = Base64.getEncoder().encodeToString("ann:s3cret".getBytes(StandardCharsets.UTF_8));
            Path config = Files.createDirectories(place.home().resolve(".docker")).resolve("config.json");
            Files.writeString(config, "{\"auths\":{\"" + closed.hostPort() + "\":{\"auth\":\"" + pair + "\"}}}");
            assertEquals(ImageId.parse(image.config().digest()),
                    service.pull(PullRequest.of(Reference.parse(name)), event -> {}, Cancellation.none()).image());
        }
    }

    @Test
    void whatIsNeitherANameNorAnIdNeverReachesTheEngine() {
        for (String text : List.of("../containers/json", "..", "a b", "?x=1", "")) {
            Failure failure = assertThrows(Failure.class, () -> service.inspect(text));
            assertEquals(Failure.Kind.NOT_FOUND, failure.kind());
        }
    }

    private static void await(List<ImageEvent> events, ImageEvent wanted) {
        Await.until(BOUND, wanted.toString(), () -> events.contains(wanted), events::toString);
    }
}
