package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.engine.EngineBackend;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.service.build.Intermediates;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
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
import org.junit.jupiter.api.io.TempDir;

/** Builds on an engine that run programs, fail, want credentials or are given up. */
@ExtendWith(RealDockerExtension.class)
final class EngineBuildsTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private final RealDocker docker;
    private final List<BuildEvent> events = new CopyOnWriteArrayList<>();
    private EnginePlace place;
    private EngineBackend service;

    @TempDir
    private Path directory;

    EngineBuildsTest(RealDocker docker) {
        this.docker = docker;
    }

    @BeforeEach
    void open() {
        place = EnginePlace.docker(docker.host(), docker::clear);
        service = place.open();
        docker.pull(ImageFixture.busybox(), "bb:1");
    }

    @AfterEach
    void close() {
        service.close();
        place.close();
    }

    private BuildRequest request(String dockerfile) {
        try {
            Files.writeString(directory.resolve("Dockerfile"), dockerfile);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new BuildRequest(new BuildContext.Directory(directory), Optional.empty(),
                List.of(Reference.parse("built:1")), Map.of("WHO", Optional.of("me")), Map.of(), Optional.empty(), false,
                false, Optional.empty(), "host");
    }

    private BuildResult build(String dockerfile) {
        events.clear();
        return service.builds().build(request(dockerfile), events::add, Cancellation.none());
    }

    private Failure failure(String dockerfile) {
        return assertThrows(Failure.class, () -> build(dockerfile));
    }

    private String output(boolean error) {
        return events.stream().filter(BuildEvent.Output.class::isInstance).map(BuildEvent.Output.class::cast)
                .filter(output -> output.error() == error).map(BuildEvent.Output::text).collect(Collectors.joining());
    }

    @Test
    void tellsWhatEachStepDoesAndWrites() {
        build("FROM bb:1\nARG WHO\nRUN echo hello $WHO; echo oops >&2\n");
        assertEquals(List.of(new BuildEvent.Step(1, 3, "FROM bb:1"), new BuildEvent.Step(2, 3, "ARG WHO"),
                new BuildEvent.Step(3, 3, "RUN echo hello $WHO; echo oops >&2")),
                events.stream().filter(BuildEvent.Step.class::isInstance).toList());
        assertTrue(output(false).contains("hello me\n"), output(false));
        assertEquals("oops\n", output(true));
        assertTrue(events.stream().anyMatch(event -> event instanceof BuildEvent.Progress progress
                && progress.item().equals("context") && progress.done() > 0), events::toString);
        assertEquals("", docker.docker("ps", "-aq").out());
    }

    @Test
    void aStageOfNothingButAnotherImageIsThatImage() {
        BuildResult result = build("FROM bb:1 AS one\nENV A=1\nFROM bb:1\n");
        assertEquals(service.inspect("bb:1").summary().id(), result.image());
    }

    @Test
    void aProgramThatFailsSaysWithWhichStatusAndLeavesNoContainer() {
        Failure failure = failure("FROM bb:1\nRUN exit 7\n");
        assertEquals("The command '/bin/sh -c exit 7' returned a non-zero code: 7", failure.why());
        assertEquals(failure.why(), failure.verbatim());
        assertEquals("", docker.docker("ps", "-aq").out());
    }

    /** As docker has it, so that one can look into it. */
    @Test
    void theContainerOfAFailedStepStaysWhereItIsWanted() {
        BuildRequest plain = request("FROM bb:1\nRUN true\nRUN exit 7\n");
        BuildRequest kept = new BuildRequest(plain.context(), plain.dockerfile(), plain.tags(), plain.buildArgs(),
                plain.labels(), plain.target(), plain.noCache(), plain.pull(), plain.platform(), plain.network(),
                plain.secrets(), Intermediates.REMOVE_AFTER_SUCCESS);
        assertThrows(Failure.class, () -> service.builds().build(kept, events::add, Cancellation.none()));
        assertEquals(1, docker.docker("ps", "-aq", "-f", "exited=7").out().lines().count());
        docker.docker("container", "prune", "-f");
    }

    @Test
    void whatOnlyBuildKitUnderstandsIsNamed() {
        Failure mount = failure("FROM bb:1\nRUN --mount=type=cache,target=/x true\n");
        assertTrue(mount.advice().contains("RUN --mount in line 2") && mount.advice().contains("DOCKER_BUILDKIT=1"),
                mount.advice());
        Failure here = failure("FROM bb:1\nRUN <<EOF\necho hi\nEOF\n");
        assertTrue(here.advice().contains("a here-document in line 2"), here.advice());
        assertEquals("Error response from daemon: dockerfile parse error line 3: unknown instruction: ECHO",
                here.verbatim());
        assertEquals("", failure("FROM bb:1\nNONSENSE\n").advice());
    }

    @Test
    void aBuildThatIsGivenUpStopsAndLeavesNothing() throws Exception {
        Cancellation cancellation = new Cancellation();
        BuildRequest request = request("FROM bb:1\nRUN sleep 600\n");
        CompletableFuture<?> building = CompletableFuture.runAsync(() ->
                service.builds().build(request, events::add, cancellation));
        Await.until(BOUND, "it sleeps", () -> !docker.docker("ps", "-q").out().isEmpty());
        cancellation.cancel();
        ExecutionException ended = assertThrows(ExecutionException.class,
                () -> building.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(CancellationException.class, ended.getCause().getClass());
        Await.until(BOUND, "no container is left", () -> docker.docker("ps", "-aq").out().isEmpty());
    }

    @Test
    void baseImagesAreFetchedWithTheCredentialsOfTheOneWhoAsks() throws IOException {
        try (RealRegistry closed = RealRegistry.htpasswd("ann", "s3cret")) {
            String name = ImageFixture.layers(1).push(closed, "closed/base:1").reference();
            assertFalse(failure("FROM " + name + "\nENV A=1\n").getMessage().contains("s3cret"));
            String pair = Base64.getEncoder().encodeToString("ann:s3cret".getBytes(StandardCharsets.UTF_8));
            Path config = Files.createDirectories(place.home().resolve(".docker")).resolve("config.json");
            Files.writeString(config, "{\"auths\":{\"" + closed.hostPort() + "\":{\"auth\":\"" + pair + "\"}},"
                    + "\"credHelpers\":{\"nowhere.example\":\"does-not-exist\"}}");
            build("FROM " + name + "\nENV A=1\n");
            assertTrue(output(false).contains("Pulling fs layer"), output(false));
        }
    }

    @Test
    void aDockerfileFromElsewhereIsNotInTheImage(@TempDir Path elsewhere) throws IOException {
        Files.writeString(directory.resolve("mine"), "mine");
        Path dockerfile = Files.writeString(elsewhere.resolve("D"), "FROM bb:1\nCOPY . /all/\nRUN ls -a /all\n");
        BuildRequest plain = request("FROM scratch\n");
        service.builds().build(new BuildRequest(plain.context(), Optional.of(dockerfile.toString()), plain.tags(),
                Map.of(), Map.of(), Optional.empty(), true, false, Optional.empty(), "host"), events::add,
                Cancellation.none());
        assertTrue(output(false).contains("\nDockerfile\nmine\n"), output(false));
        assertFalse(output(false).contains(".dockerfile."), output(false));
    }

    @Test
    void anAddressMustNotBecomeAnOptionOfGit() {
        for (String url : List.of("https://example.com/x.git#--upload-pack=x", "--upload-pack=x")) {
            BuildRequest plain = request("FROM scratch\n");
            Failure failure = assertThrows(Failure.class, () -> service.builds().build(new BuildRequest(
                    new BuildContext.Url(url), Optional.empty(), plain.tags(), Map.of(), Map.of(), Optional.empty(),
                    false, false, Optional.empty(), "default"), events::add, Cancellation.none()));
            assertEquals(Failure.Kind.INVALID, failure.kind());
        }
    }
}
