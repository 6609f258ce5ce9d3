package dev.jimg.backend.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void knowsWhatOnlyItUnderstands() {
        assertEquals(List.of("RUN --mount in line 2", "COPY --link in line 3", "a here-document in line 4"),
                BuildKitNeeds.of("FROM x\nRUN --mount=type=cache,target=/c true\nCOPY --link a b\nRUN <<E\necho\nE\n"));
        assertEquals(List.of(),
                BuildKitNeeds.of("FROM --platform=linux/amd64 x\nRUN echo --mount=no\nCOPY --from=x a b\n"));
    }
}
