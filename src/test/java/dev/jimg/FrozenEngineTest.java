package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Await;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An engine that takes connections and says nothing, for its process was stopped: what a person can still do. */
class FrozenEngineTest {

    /** It is a tenth of a second, and was three and more where the engine was waited for. */
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int INTERRUPTED = 130;
    /** Replaced by the engine's socket, and by a directory with a Dockerfile. */
    private static final String SOCKET = "SOCKET";
    private static final String HERE = "HERE";
    /** What the name of a program begins with that keeps credentials. */
    private static final String HELPER = "docker-credential-";
    /** Where scripts say which process each is. */
    private static final String PROCESSES = "processes";
    private static final List<String> COMMANDS = List.of(
            "-H unix://SOCKET images", "copy store://a:1 engine+unix://SOCKET//a:1", "-H unix://SOCKET exec c ls",
            "-H unix://SOCKET pull 127.0.0.1:5/a:1", "-H unix://SOCKET push 127.0.0.1:5/a:1", "-H unix://SOCKET rmi a:1",
            "-H unix://SOCKET save -o saved.tar a:1", "-H unix://SOCKET load -i /dev/null", "-H unix://SOCKET inspect a:1",
            "-H unix://SOCKET history a:1", "-H unix://SOCKET tag a:1 a:2", "-H unix://SOCKET ps",
            "-H unix://SOCKET logs -f c", "-H unix://SOCKET build HERE", "-H unix://SOCKET image prune -f",
            "-H unix://SOCKET system df", "-H unix://SOCKET info", "-H unix://SOCKET run --rm a:1",
            "-H unix://SOCKET run -it a:1 sh", "-H unix://SOCKET stop c d", "-H unix://SOCKET start -a c",
            "-H unix://SOCKET commit c a:2", "copy engine+unix://SOCKET//a:1 store://a:1",
            "copy engine+unix://SOCKET//a:1 docker://127.0.0.1:5/a:1", "copy docker://127.0.0.1:5/a:1 engine+unix://SOCKET//a:1");

    private static RealDocker docker;

    private final Program program = new Program();

    @BeforeAll
    static void start() {
        docker = RealDocker.start();
        docker.freeze();
    }

    @AfterAll
    static void stop() {
        if (docker != null) {
            try {
                docker.thaw();
            } finally {
                docker.close();
            }
        }
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void everyCommandAnswersControlC() throws Exception {
        Tools.require("script");
        Path here = Files.createDirectories(program.directory().resolve("context"));
        Files.writeString(here.resolve("Dockerfile"), "FROM scratch\n");
        Tally tally = new Tally("Ctrl-C, the engine frozen");
        for (String line : COMMANDS.subList(0, Tally.cases(3, COMMANDS.size()))) {
            String command = line.replace(SOCKET, docker.socket().toString()).replace(HERE, here.toString());
            tally.held(line, () -> Promptness.assertBest(SOON, () -> {
                long before = docker.knocks();
                return interrupt(command, () -> docker.knocks() > before);
            }));
        }
        tally.done(3);
    }

    /** Typed at a terminal, whose settings are as before. */
    private long interrupt(String words, BooleanSupplier waits) throws Exception {
        // What Linux shows as the line is the library's, and sets nothing.
        Process terminal = Promptness.onTerminal(program.environment(), "trap : INT;"
                + " modes() { stty -a | sed 's/ line = [0-9]*;//'; }; before=$(modes); '" + program.launcher() + "' "
                + words + "; s=$?; [ \"$before\" = \"$(modes)\" ] && echo \"same, status $s, over.\" || echo \"other, status $s, over.\"");
        try (InputStream out = terminal.getInputStream(); OutputStream in = terminal.getOutputStream()) {
            Await.until(Promptness.BOUND, "it waits", waits);
            long begin = System.nanoTime();
            Promptness.type(in, "\u0003");
            String end = Promptness.await(out, "over.");
            long took = System.nanoTime() - begin;
            assertTrue(end.contains("same, status " + INTERRUPTED + ","), end);
            assertFalse(end.contains(HELPER), end);
            return took;
        } finally {
            Promptness.end(terminal);
        }
    }

    /** An ssh that hangs: before anything is heard, behind its greeting, and at the second command over there. */
    @Test
    void controlCEndsAnSshThatHangs() throws Exception {
        Tools.require("script");
        Path asked = program.directory().resolve("asked");
        String greeting = "HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\n\\r\\n";
        Map<String, String> remotes = Map.of(
                "/_ping", "exec cat > '" + asked + "'",
                "/version", "printf '" + greeting + "'; exec cat > '" + asked + "'",
                "id -u", "case \"$*\" in *'id -u') echo \"$*\" > '" + asked + "'; exec sleep 600;; esac;"
                        + " echo 'docker: command not found' >&2; exit 127");
        Tally tally = new Tally("Ctrl-C, a remote engine frozen");
        for (Map.Entry<String, String> remote : remotes.entrySet()) {
            program.script("ssh", noted(remote.getValue()));
            tally.held(remote.getKey(), () -> Promptness.assertBest(SOON, () -> {
                Files.deleteIfExists(asked);
                return interrupt("-H ssh://nobody@nowhere images", () -> holds(asked, remote.getKey()));
            }));
        }
        tally.done(remotes.size());
        awaitEndOfScripts();
    }

    /** The script says first which process it is, and whatever it becomes. */
    private String noted(String script) {
        return "echo $$ >> '" + program.directory().resolve(PROCESSES) + "'\n" + script;
    }

    private void awaitEndOfScripts() throws IOException {
        List<String> processes = Files.readAllLines(program.directory().resolve(PROCESSES));
        assertFalse(processes.isEmpty());
        Await.until(Promptness.BOUND, "none is left", () -> processes.stream().noneMatch(FrozenEngineTest::runs),
                () -> processes.stream().filter(FrozenEngineTest::runs).toList().toString());
    }

    /** What has ended has no command line any more, also before its parent knows. */
    private static boolean runs(String process) {
        try {
            return !Files.readString(Path.of("/proc", process, "cmdline")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            return false;
        }
    }

    /** Ctrl-C ends it as well, and that it ended is no error of its own. */
    @Test
    void controlCEndsACredentialHelperThatHangs() throws Exception {
        Tools.require("script");
        Path asked = program.directory().resolve("asked");
        program.script(HELPER + "slow", noted("echo get > '" + asked + "'\nexec sleep 600"));
        Files.writeString(Files.createDirectories(program.directory().resolve("docker")).resolve("config.json"),
                "{\"credsStore\":\"slow\"}");
        try (ChallengingRegistry registry = new ChallengingRegistry("Basic realm=\"r\"")) {
            Promptness.assertBest(SOON, () -> {
                Files.deleteIfExists(asked);
                return interrupt("tags " + registry.hostPort() + "/a/b", () -> holds(asked, "get"));
            });
        }
        awaitEndOfScripts();
    }

    /** A copy that is still connecting is cancelled, keys are answered meanwhile, and the screen is left. */
    @Test
    void theScreenAnswersWhileACopyConnects() throws Exception {
        Tools.require("script");
        Tally tally = new Tally("the screen, the engine frozen");
        Process screen = open("");
        try (InputStream out = screen.getInputStream(); OutputStream in = screen.getOutputStream()) {
            Promptness.await(out, "help");
            tally.held("cancel", () -> Promptness.assertBest(SOON, () -> cancelCopy(in, out)));
            beginCopy(in, out);
            tally.held("a key", () -> Promptness.assertBest(SOON, () -> {
                long took = Promptness.answer(in, out, "?", "Keys");
                Promptness.type(in, "q");
                Promptness.await(out, "help");
                return took;
            }));
        } finally {
            Promptness.end(screen);
        }
        tally.held("quit", () -> Promptness.assertBest(SOON, this::quit));
        tally.done(3);
    }

    private static long cancelCopy(OutputStream in, InputStream out) throws IOException {
        beginCopy(in, out);
        Promptness.type(in, "4");
        long took = Promptness.answer(in, out, "d", "cancelled the copy");
        Promptness.type(in, "1");
        return took;
    }

    private static void beginCopy(OutputStream in, InputStream out) throws IOException {
        long before = docker.knocks();
        Promptness.type(in, "Y");
        Promptness.await(out, "Places:");
        Promptness.type(in, "store://a:1\t\u0015engine+unix://" + docker.socket() + "//a:1\r");
        Await.until(Promptness.BOUND, "it connects", () -> docker.knocks() > before);
    }

    /** Before the engine has said its first word. */
    private long quit() throws Exception {
        long before = docker.knocks();
        Process screen = open("-H " + docker.host());
        try (InputStream out = screen.getInputStream(); OutputStream in = screen.getOutputStream()) {
            Promptness.await(out, "help");
            Await.until(Promptness.BOUND, "it connects", () -> docker.knocks() > before);
            long begin = System.nanoTime();
            Promptness.type(in, "q");
            assertTrue(screen.waitFor(Promptness.BOUND.toSeconds(), TimeUnit.SECONDS));
            long took = System.nanoTime() - begin;
            assertEquals(0, screen.exitValue());
            return took;
        } finally {
            Promptness.end(screen);
        }
    }

    private Process open(String words) throws IOException {
        return Promptness.onTerminal(program.environment(), "exec '" + program.launcher() + "' " + words);
    }
}
