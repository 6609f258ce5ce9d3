package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Counted;
import dev.jimg.testing.Run;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands as processes: how they end when somebody interrupts them, or stops listening. */
@Counted("commands that are interrupted")
class CommandProcessTest {

    private static final int INTERRUPTED = 130;
    private static final int READER_LEFT = 141;
    /** Far less than any of the waits that are interrupted here, and time enough for a busy machine. */
    private static final int SOON_SECONDS = 20;

    private final Program program = new Program();

    @AfterEach
    void stop() {
        program.close();
    }

    @Test
    void isInterruptedWhileARegistryIsSilent() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Process command = start(Map.of(), "tags", "127.0.0.1:" + silent.getLocalPort() + "/a/b");
            interruptOnceItSpoke(silent, command);
        }
    }

    @Test
    void isInterruptedWhileTlsIsNegotiated() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
            Process command = start(Map.of("JIMG_HUB_URL", "https://127.0.0.1:" + silent.getLocalPort()), "search", "x");
            interruptOnceItSpoke(silent, command);
        }
    }

    @Test
    void isInterruptedWhileItWaitsForTheNextTry() throws Exception {
        try (MockWebServer registry = registry(new MockResponse.Builder().code(503).addHeader("Retry-After", "50")
                .build())) {
            Process command = start(Map.of(), "tags", "127.0.0.1:" + registry.getPort() + "/a/b");
            while (!registry.takeRequest(SOON_SECONDS, TimeUnit.SECONDS).getTarget().contains("tags")) {
                // The registry is looked for first.
            }
            interrupt(command);
            expectInterrupted(command);
        }
    }

    /** The helper interrupts who asks it, and then never answers. */
    @Test
    void isInterruptedWhileACredentialHelperThinks() throws Exception {
        Path bin = Files.createDirectories(program.directory().resolve("bin"));
        Path helper = Files.writeString(bin.resolve("docker-credential-slow"),
                "#!/bin/sh\nkill -INT $PPID\nexec sleep 50\n");
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        Files.writeString(Files.createDirectories(program.directory().resolve("docker")).resolve("config.json"),
                "{\"credsStore\":\"slow\"}");
        try (MockWebServer registry = registry(new MockResponse.Builder().code(401)
                .addHeader("WWW-Authenticate", "Basic realm=\"r\"").build())) {
            expectInterrupted(start(Map.of("PATH", bin + ":" + System.getenv("PATH")), "tags",
                    "127.0.0.1:" + registry.getPort() + "/a/b"));
        }
    }

    /** The shell waits for a line, so that nobody reads any more before the command begins to write. */
    @Test
    void endsWithoutAWordWhereTheReaderLeft() throws Exception {
        Process shell = builder(Map.of(), "sh", "-c", "read line; exec '" + program.launcher() + "' --help")
                .redirectOutput(ProcessBuilder.Redirect.PIPE).start();
        shell.getInputStream().close();
        try (OutputStream in = shell.getOutputStream()) {
            in.write('\n');
        }
        expectEnd(shell, READER_LEFT);
        assertEquals("", errors());
    }

    /** They are a language of their own, and most commands print no template. */
    @Test
    void loadsTemplatesOnlyWhereOneIsGiven() {
        assertFalse(loadsTemplates("images"));
        assertFalse(loadsTemplates("images", "--format", "json"));
        assertFalse(loadsTemplates("images", "--format", "table"));
        assertTrue(loadsTemplates("images", "--format", "{{.ID}}"));
    }

    private boolean loadsTemplates(String... words) {
        Run run = Run.of(Stream.concat(Stream.of(program.launcher()), Stream.of(words)).toArray(String[]::new))
                .env("JAVA_TOOL_OPTIONS", "-Xlog:class+load");
        program.environment().forEach(run::env);
        return run.run().out().contains("dev.jimg.template.");
    }

    private static void interruptOnceItSpoke(ServerSocket silent, Process command) throws Exception {
        silent.setSoTimeout(SOON_SECONDS * 1000);
        try (Socket connection = silent.accept()) {
            assertTrue(connection.getInputStream().read() >= 0, "it said something");
            interrupt(command);
            assertTrue(command.waitFor(SOON_SECONDS, TimeUnit.SECONDS), "it ended");
            assertEquals(INTERRUPTED, command.exitValue());
        }
    }

    private static void interrupt(Process command) {
        Run.command("kill", "-INT", Long.toString(command.pid()));
    }

    private void expectInterrupted(Process command) throws Exception {
        expectEnd(command, INTERRUPTED);
        assertEquals("", errors());
    }

    private static void expectEnd(Process process, int status) throws InterruptedException {
        try {
            assertTrue(process.waitFor(SOON_SECONDS, TimeUnit.SECONDS), "it ended");
            assertEquals(status, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    private Process start(Map<String, String> variables, String... words) throws IOException {
        String[] command = new String[words.length + 1];
        command[0] = program.launcher();
        System.arraycopy(words, 0, command, 1, words.length);
        return builder(variables, command).start();
    }

    private ProcessBuilder builder(Map<String, String> variables, String... command) {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(errorFile().toFile());
        builder.environment().putAll(program.environment());
        builder.environment().putAll(variables);
        return builder;
    }

    private String errors() throws IOException {
        return Files.readString(errorFile(), StandardCharsets.UTF_8);
    }

    private Path errorFile() {
        return program.directory().resolve("errors");
    }

    private static MockWebServer registry(MockResponse answer) throws IOException {
        MockWebServer registry = new MockWebServer();
        registry.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return request.getTarget().equals("/v2/") ? new MockResponse.Builder().code(200).build() : answer;
            }
        });
        registry.start(InetAddress.getByName("127.0.0.1"), 0);
        return registry;
    }
}
