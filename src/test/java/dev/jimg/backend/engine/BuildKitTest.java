package dev.jimg.backend.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildContext;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a script in place of the docker command, which shows what it was asked for. */
final class BuildKitTest {

    private static final String ID = "sha256:" + "ab".repeat(32);

    @TempDir
    private Path directory;

    private final List<BuildEvent> events = new ArrayList<>();

    private BuildKit docker(String script) throws IOException {
        Path program = directory.resolve("docker");
        Files.writeString(program, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new BuildKit(program.toString(), List.of("-H", "unix:///engine"));
    }

    private BuildRequest request() {
        return new BuildRequest(new BuildContext.Directory(directory), Optional.of("D"),
                List.of(Reference.parse("a:1")), Map.of("TOKEN", Optional.of("s3cret")), Map.of("l", "v"),
                Optional.of("stage"), true, true, Optional.empty(), "host");
    }

    private String output() {
        return events.stream().map(event -> ((BuildEvent.Output) event).text()).collect(Collectors.joining());
    }

    @Test
    void isThereWhereBuildxIs() throws IOException {
        assertTrue(docker("[ \"$*\" = 'buildx version' ]").present());
        assertFalse(docker("exit 1").present());
        assertFalse(new BuildKit(directory.resolve("nobody").toString(), List.of()).present());
    }

    @Test
    void asksForWhatWasAskedForAndShowsNoSecretInItsArguments() throws IOException {
        BuildKit docker = docker("for a; do case $a in --iidfile=*) printf " + ID + " > ${a#*=};; esac; done\n"
                + "echo \"$* BUILDKIT=$DOCKER_BUILDKIT\"; [ \"$TOKEN\" = s3cret ] && echo knows >&2\n");
        assertEquals(ID, docker.build(request(), events::add, Cancellation.none()).toString());
        assertTrue(output().startsWith("-H unix:///engine build --progress=plain --iidfile="), output());
        assertTrue(output().contains(" --network=host --file=" + directory.resolve("D") + " --tag=a:1"
                + " --build-arg=TOKEN --label=l=v --target=stage --no-cache --pull -- " + directory
                + " BUILDKIT=1\nknows\n"), output());
        assertFalse(output().contains("s3cret"), output());
    }

    @Test
    void aValueForTheBuildIsNoneForDocker() throws IOException {
        BuildKit docker = docker("for a; do case $a in --iidfile=*) printf " + ID + " > ${a#*=};; esac; done\n"
                + "echo \"$HOME|$*\"\n");
        docker.build(new BuildRequest(new BuildContext.Directory(directory), Optional.empty(), List.of(),
                Map.of("HOME", Optional.of("/app")), Map.of(), Optional.empty(), false, false, Optional.empty(),
                "default"), events::add, Cancellation.none());
        assertTrue(output().startsWith(System.getenv("HOME") + "|"), output());
        assertTrue(output().contains(" --build-arg=HOME=/app "), output());
    }

    @Test
    void saysWhyItFailed() throws IOException {
        BuildKit docker = docker("echo step\necho 'ERROR: failed to solve: no' >&2\nexit 1\n");
        Failure failure = assertThrows(Failure.class, () -> docker.build(request(), events::add, Cancellation.none()));
        assertEquals("ERROR: failed to solve: no", failure.why());
    }

    @Test
    void endsWhenItIsCancelled() throws IOException {
        BuildKit docker = docker("echo begun\nexec sleep 600\n");
        Cancellation cancellation = new Cancellation();
        assertThrows(CancellationException.class,
                () -> docker.build(request(), event -> cancellation.cancel(), cancellation));
    }

    /** As buildx is one of docker's; the second is left by a docker that heeds what it does not. */
    @ParameterizedTest
    @ValueSource(strings = {"trap '' TERM\nsleep 600 &\necho $!\nwait\n",
        "sh -c \"trap '' TERM; exec sleep 600\" &\necho $!\nwait\n"})
    void endsWithWhatItStartedWhenItIsCancelled(String script) throws IOException {
        BuildKit docker = docker(script);
        Cancellation cancellation = new Cancellation();
        AtomicReference<ProcessHandle> child = new AtomicReference<>();
        try {
            assertTimeoutPreemptively(Duration.ofSeconds(60), () -> assertThrows(CancellationException.class,
                    () -> docker.build(request(), event -> {
                        child.set(ProcessHandle.of(Long.parseLong(((BuildEvent.Output) event).text().strip()))
                                .orElseThrow());
                        // As the person does, while this thread reads.
                        new Thread(cancellation::cancel).start();
                    }, cancellation)));
            child.get().onExit().orTimeout(60, TimeUnit.SECONDS).join();
        } finally {
            child.get().destroyForcibly();
        }
    }

    @Test
    void leavesNoProcessBehindWhereNobodyHearsIt() throws IOException {
        BuildKit docker = docker("echo $$\nexec sleep 600\n");
        long[] pid = new long[1];
        assertThrows(IllegalStateException.class, () -> docker.build(request(), event -> {
            pid[0] = Long.parseLong(((BuildEvent.Output) event).text().strip());
            throw new IllegalStateException();
        }, Cancellation.none()));
        ProcessHandle.of(pid[0]).ifPresent(left -> left.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    void aCharacterThatComesInTwoPiecesStaysOne() throws IOException {
        BuildKit docker = docker("for a; do case $a in --iidfile=*) printf " + ID + " > ${a#*=};; esac; done\n"
                + "head -c 8188 /dev/zero | tr '\\0' a; printf 'caf\\303\\251\\n'\n");
        docker.build(request(), events::add, Cancellation.none());
        assertTrue(output().endsWith("café\n"), output());
    }

    @Test
    void knowsWhatOnlyItUnderstands() {
        assertEquals(List.of("RUN --mount in line 2", "COPY --link in line 3", "a here-document in line 4"),
                BuildKitNeeds.of("FROM x\nRUN --mount=type=cache,target=/c true\nCOPY --link a b\nRUN <<E\necho\nE\n"));
        assertEquals(List.of(),
                BuildKitNeeds.of("FROM --platform=linux/amd64 x\nRUN echo --mount=no\nCOPY --from=x a b\n"));
    }
}
