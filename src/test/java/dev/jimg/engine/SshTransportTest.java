package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.testing.Await;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealSshd;
import dev.jimg.testing.Tools;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(RealDockerExtension.class)
class SshTransportTest {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private static RealSshd sshd;

    @BeforeAll
    static void start(RealDocker docker) {
        sshd = RealSshd.start(Map.of("DOCKER_HOST", docker.host()));
    }

    @AfterAll
    static void stop() {
        if (sshd != null) {
            sshd.close();
        }
    }

    @AfterEach
    void noProcessIsLeftBehind() {
        Await.until(BOUND, "no ssh runs any more", () -> tunnels().isEmpty(), () -> tunnels().toString());
    }

    private static List<ProcessHandle> tunnels() {
        return ProcessHandle.current().children()
                .filter(child -> child.info().command().orElse("").endsWith("/ssh"))
                .toList();
    }

    private static Transport open(String url, Map<String, String> variables) {
        Environment environment = new Environment(variables, Path.of("/nowhere"), Path.of("/"));
        return Transports.open(url, environment);
    }

    private static String get(Transport transport, String path) throws IOException {
        Request request = new Request.Builder().url(transport.base().resolve(path)).build();
        try (Response response = transport.client().newCall(request).execute()) {
            return response.body().string();
        }
    }

    private static TunnelException refused(String url, Map<String, String> variables) {
        try (Transport transport = open(url, variables)) {
            return assertThrows(TunnelException.class, () -> get(transport, "_ping"));
        }
    }

    @Test
    void reachesTheEngineThere() throws IOException {
        try (Transport transport = open(sshd.url(), sshd.friend())) {
            assertEquals("OK", get(transport, "_ping"));
            assertTrue(get(transport, "version").contains("\"ApiVersion\""));
            assertEquals(1, tunnels().size(), "one log-in for both");
        }
    }

    @Test
    void aConnectionThatDiedIsReplaced() throws IOException {
        try (Transport transport = open(sshd.url(), sshd.friend())) {
            assertEquals("OK", get(transport, "_ping"));
            ProcessHandle first = tunnels().get(0);
            first.destroyForcibly();
            first.onExit().join();
            assertEquals("OK", get(transport, "_ping"));
        }
    }

    @Test
    void aStreamThatBreaksSaysSo() throws IOException {
        try (Transport transport = open(sshd.url(), sshd.friend())) {
            Request events = new Request.Builder().url(transport.base().resolve("events")).build();
            OkHttpClient patient = transport.client().newBuilder().readTimeout(Duration.ZERO).build();
            try (Response response = patient.newCall(events).execute()) {
                assertEquals(200, response.code());
                tunnels().get(0).destroyForcibly();
                assertThrows(IOException.class, () -> response.body().source().exhausted());
            }
            assertEquals("OK", get(transport, "_ping"));
        }
    }

    @Test
    void closingEndsAStreamUnderWay() throws IOException {
        Transport transport = open(sshd.url(), sshd.friend());
        Request events = new Request.Builder().url(transport.base().resolve("events")).build();
        try (Response response = transport.client().newCall(events).execute()) {
            transport.close();
            assertThrows(IOException.class, () -> response.body().source().exhausted());
        }
    }

    @Test
    void aProgramThatIsKilledLeavesNoSshBehind() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), ListenMain.class.getName(),
                sshd.url()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(sshd.friend());
        Process program = builder.start();
        try (BufferedReader said = program.inputReader()) {
            assertEquals(ListenMain.READY, said.readLine());
            List<ProcessHandle> tunnels = program.children().toList();
            assertFalse(tunnels.isEmpty());
            program.destroyForcibly().onExit().join();
            Await.until(BOUND, "its ssh has ended", () -> tunnels.stream().noneMatch(SshTransportTest::runs));
        } finally {
            program.destroyForcibly();
        }
    }

    /** Also a process that has ended counts as alive until its parent has asked for its status. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    @Test
    void anotherSocketThereCanBeNamed(RealDocker docker) throws IOException {
        try (RealSshd bare = RealSshd.start(Map.of("DOCKER_HOST", "unix:///nowhere/sock"));
                Transport named = open(bare.url() + docker.socket(), bare.friend())) {
            assertEquals("OK", get(named, "_ping"));
            TunnelException e = refused(bare.url(), bare.friend());
            assertEquals("no engine answers on its socket there", e.getMessage());
            assertEquals(EngineException.Kind.UNREACHABLE, e.kind());
        }
    }

    @Test
    void aKeyThatIsNotKnownThereIsRefusedWithoutAQuestion() {
        TunnelException e = refused(sshd.url(), sshd.stranger());
        assertEquals(EngineException.Kind.DENIED, e.kind());
        assertEquals("permission denied (publickey)", e.getMessage(), sshd.log());
        assertTrue(e.advice().contains("ssh-add"), e.advice());
    }

    @Test
    void aHostThatIsNotKnownIsNotTrusted() {
        TunnelException e = refused(sshd.url(), sshd.newcomer());
        assertEquals(EngineException.Kind.DENIED, e.kind());
        assertEquals("host key verification failed", e.getMessage());
        assertTrue(e.advice().contains("root@127.0.0.1»"), e.advice());
    }

    @Test
    void theReasonArrivesInWordsForAPerson() {
        EngineException e = assertThrows(EngineException.class,
                () -> EngineClient.connect(open(sshd.url(), sshd.stranger())));
        assertEquals(EngineException.Kind.DENIED, e.kind());
        assertEquals("no way to " + sshd.url() + ": permission denied (publickey)", e.why());
    }

    @Test
    void fallsBackToPodmanWhereDockerIsNotInstalled(@TempDir Path directory) throws IOException {
        Tools.require("podman");
        Path path = script(directory, "podman", "exec " + Tools.find("podman").orElseThrow() + " \"$@\"");
        Path socket = directory.resolve("sock");
        Process podman = new ProcessBuilder("podman", "--root", directory.resolve("root").toString(), "--runroot",
                directory.resolve("run").toString(), "--storage-driver", "vfs", "system", "service", "--time=0",
                "unix://" + socket).redirectErrorStream(true).redirectOutput(directory.resolve("log").toFile()).start();
        try (RealSshd bare = RealSshd.start(Map.of("PATH", path.toString()));
                Transport transport = open(bare.url() + socket, bare.friend())) {
            Await.until(BOUND, "podman listens", () -> Files.exists(socket));
            assertTrue(get(transport, "version").contains("Podman Engine"));
            transport.client().connectionPool().evictAll();
            assertTrue(get(transport, "version").contains("Podman Engine"));
        } finally {
            podman.destroy();
            podman.onExit().join();
        }
    }

    @Test
    void withoutAProgramThereTheSocketIsForwarded(RealDocker docker) throws IOException {
        try (RealSshd bare = RealSshd.start(Map.of("PATH", "/nowhere"));
                Transport transport = open(bare.url() + docker.socket(), bare.friend())) {
            assertEquals("OK", get(transport, "_ping"));
            transport.client().connectionPool().evictAll();
            assertEquals("OK", get(transport, "_ping"));
        }
    }

    @Test
    void aProgramThatIsTooOldToDialIsPassedBy(RealDocker docker, @TempDir Path directory) throws IOException {
        Path path = script(directory, "podman",
                "echo 'Error: unrecognized command `podman system dial-stdio`' >&2; exit 125");
        try (RealSshd bare = RealSshd.start(Map.of("PATH", path.toString()));
                Transport transport = open(bare.url() + docker.socket(), bare.friend())) {
            assertEquals("OK", get(transport, "_ping"));
        }
    }

    @Test
    void aLogInThatPrintsIsTakenForWhatItIs(@TempDir Path directory) throws IOException {
        Path path = script(directory, "docker", "echo Welcome, friend; exec cat");
        try (RealSshd bare = RealSshd.start(Map.of("PATH", path + ":/usr/bin:/bin"))) {
            TunnelException e = refused(bare.url(), bare.friend());
            assertEquals("the log-in there said «Welcome, friend» instead of an engine's answer", e.getMessage());
        }
    }

    /** @return the directory that the script lies in */
    private static Path script(Path directory, String name, String body) throws IOException {
        Path path = Files.createDirectories(directory.resolve("bin"));
        Path script = Files.writeString(path.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return path;
    }

    @Test
    void whereNobodyListensSshSaysWhy() {
        TunnelException e = refused("ssh://root@127.0.0.1:1", sshd.friend());
        assertEquals(EngineException.Kind.UNREACHABLE, e.kind());
        assertEquals("Connection refused", e.getMessage());
    }

    @Test
    void withoutDockerAndPodmanThereItSaysSo() {
        try (RealSshd bare = RealSshd.start(Map.of("PATH", "/nowhere"))) {
            TunnelException e = refused(bare.url(), bare.friend());
            assertEquals("neither docker nor podman is found on 127.0.0.1", e.getMessage());
        }
    }

    @Test
    void withoutAnSshHereItSaysSo() {
        Map<String, String> variables = new HashMap<>(sshd.friend());
        variables.put("PATH", "/nowhere");
        TunnelException e = refused(sshd.url(), variables);
        assertEquals("the ssh program is not installed here", e.getMessage());
        assertFalse(e.advice().isEmpty());
    }
}
