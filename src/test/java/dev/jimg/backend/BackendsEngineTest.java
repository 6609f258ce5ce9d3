package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealSshd;
import dev.jimg.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The ways that lead to an engine. */
@ExtendWith(RealDockerExtension.class)
final class BackendsEngineTest {

    @TempDir
    private Path home;

    private BackendInfo opened(Map<String, String> variables, Optional<String> host, Optional<String> context) {
        try (ImageService service = new Backends(new Environment(variables, home, home), Clock.systemUTC())
                .open(new BackendChoice(Optional.empty(), host, context))) {
            assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
            return service.info();
        }
    }

    private BackendInfo opened(Map<String, String> variables) {
        return opened(variables, Optional.empty(), Optional.empty());
    }

    private void expectEngine(BackendInfo info, String location, String reason) {
        assertEquals(BackendInfo.Kind.DOCKER, info.kind());
        assertEquals(location, info.location());
        assertEquals(reason, info.reason());
        assertTrue(info.product().startsWith("Docker "), info.product());
    }

    private void docker(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = "docker";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Run.of(command).env("DOCKER_CONFIG", home.resolve(".docker").toString()).run();
    }

    @Test
    void theCommandLineNamesIt(RealDocker docker) {
        expectEngine(opened(Map.of("JIMG_STORE", "/nowhere"), Optional.of(docker.host()), Optional.empty()),
                docker.host(), "-H was given");
    }

    @Test
    void theVariableNamesIt(RealDocker docker) {
        expectEngine(opened(Map.of("DOCKER_HOST", docker.host())), docker.host(), "DOCKER_HOST is set");
    }

    @Test
    void aStoreThatIsSetComesBeforeAnEngineThatIsSet(RealDocker docker) {
        assertEquals(BackendInfo.Kind.STORE, opened(Map.of("DOCKER_HOST", docker.host(), "JIMG_STORE",
                home.resolve("store").toString())).kind());
    }

    @Test
    void aContextNamesIt(RealDocker docker) {
        docker("context", "create", "own", "--docker", "host=" + docker.host());
        expectEngine(opened(Map.of(), Optional.empty(), Optional.of("own")), docker.host(), "-c was given");
        expectEngine(opened(Map.of("DOCKER_CONTEXT", "own")), docker.host(), "DOCKER_CONTEXT is set");
        docker("context", "use", "own");
        expectEngine(opened(Map.of()), docker.host(), "the current docker context is \"own\"");
    }

    @Test
    void itIsFoundWhereItUsuallyListens(RealDocker docker) throws IOException {
        Path socket = Files.createDirectories(home.resolve("var/run")).resolve("docker.sock");
        Files.createSymbolicLink(socket, docker.socket());
        expectEngine(opened(Map.of()), "unix://" + socket, socket + " answers");
        Files.delete(socket);
    }

    @Test
    void sshLeadsToIt(RealDocker docker) {
        try (RealSshd sshd = RealSshd.start(Map.of("DOCKER_HOST", docker.host()))) {
            Map<String, String> variables = new HashMap<>(sshd.friend());
            variables.keySet().removeIf(name -> name.startsWith("JIMG_") || name.startsWith("DOCKER_"));
            variables.put("DOCKER_HOST", sshd.url());
            expectEngine(opened(variables), sshd.url(), "DOCKER_HOST is set");
        }
    }
}
