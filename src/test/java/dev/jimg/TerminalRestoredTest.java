package dev.jimg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tally;
import dev.jimg.testing.Tmux;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a program ends that had the terminal: settings, alternate screen, cursor, mouse and pastes as before. */
class TerminalRestoredTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "never-shown-canary";
    private static final int SIGTSTP = 20;
    private static final Pattern MODE = Pattern.compile("\u001b\\[\\?([0-9;]+)([hl])");

    private static Program program;
    private static Program crashing;
    private static Tmux screen;
    private static Path bytes;
    private static int runs;

    @BeforeAll
    static void open() throws IOException {
        program = new Program();
        crashing = new Program(CrashingMain.class.getName());
        screen = program.shell(100, 24);
        screen.awaitText("$", SOON);
        bytes = program.directory().resolve("bytes");
        screen.record(bytes);
        // What Linux shows as the line is the library's: JLine leaves it as the memory was. It sets nothing.
        // Between the two words is what the program wrote; the shell's own pastes are not its.
        Files.writeString(program.directory().resolve("try.sh"), """
                modes() { stty -a | sed 's/ line = [0-9]*;//'; }
                try() { b=$(modes); echo "be""gin-$n"; "$@"; s=$?; echo "e""nd-$n"; \\
                  [ "$b" = "$(modes)" ] && echo "sa""me-$n-status-$s"; }
                CRASHING='%s'
                """.formatted(crashing.launcher()));
        screen.type(". '" + program.directory() + "/try.sh'; echo rea''dy").press("Enter").awaitText("ready", SOON);
    }

    @AfterAll
    static void close() {
        screen.close();
        crashing.close();
        program.close();
    }

    static List<Arguments> ends() {
        return cases(arguments("INT", 130), arguments("q", 0), arguments("TERM", 143), arguments("HUP", 129));
    }

    static List<Arguments> endsOfTheShell() {
        return cases(arguments("C-d", 0), arguments("TERM", 143), arguments("HUP", 129));
    }

    static List<Arguments> endsOfAQuestion() {
        return cases(arguments("C-c", 130), arguments("TERM", 143), arguments("HUP", 129));
    }

    static List<Arguments> endsOfAContainer() {
        return cases(arguments("exit", 3), arguments("KILL", 137));
    }

    /** Other stories of the same length end by the first one too. */
    private static List<Arguments> cases(Arguments... all) {
        return List.of(all).subList(Tally.isLong() ? 0 : 1, all.length);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void bySignalOrKey(String how, int status) throws IOException {
        after("\"$APP\"", "? help", screen -> end(how), status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fault", "loop"})
    void byAFaultOfItsOwn(String how) throws IOException {
        List<String> lines = after("\"$CRASHING\" " + how, "", screen -> { }, 1);
        String text = String.join("\n", lines);
        assertTrue(text.contains("crash.log") && text.contains(how.equals("loop") ? "OutOfMemoryError" : "fault of its own"), text);
        assertFalse(text.contains("\tat ") || text.contains("Exception in thread"), text);
    }

    /** The worker's work is lost, the screen is not; and nothing is written across it. */
    @Test
    void theScreenOutlivesAWorkerWithoutMemory() throws IOException {
        after("\"$CRASHING\" worker", "OutOfMemoryError", screen -> {
            assertFalse(String.join("\n", screen.capture()).contains("java."), () -> screen.capture().toString());
            screen.press("q");
        }, 0);
    }

    /** On a thread that is none of ours, and in the log that Java gives to libraries. */
    @Test
    void theScreenOutlivesAFaultOfALibrary() throws IOException {
        List<String> lines = after("\"$CRASHING\" library", "? help", screen -> {
            expectInTheReport(CrashingMain.LOGGED, CrashingMain.UNCAUGHT);
            expectNoTrace(String.join("\n", screen.capture()));
            screen.press("q");
        }, 0);
        expectNoTrace(String.join("\n", lines));
    }

    @Test
    void aCommandSaysNothingOfAFaultOfALibrary() throws IOException {
        List<String> lines = after("\"$CRASHING\" command --version", "", screen -> { }, 0);
        expectNoTrace(String.join("\n", lines));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("jimg-tui ")), lines::toString);
        expectInTheReport(CrashingMain.UNCAUGHT);
    }

    private static void expectNoTrace(String text) {
        assertFalse(text.contains("java.") || text.contains("\tat ") || text.contains("Exception"), text);
        assertFalse(text.contains(CrashingMain.LOGGED) || text.contains(CrashingMain.UNCAUGHT), text);
    }

    private static void expectInTheReport(String... faults) {
        Path report = program.directory().resolve("state/jimg/crash.log");
        Await.until(SOON, "all are reported", () -> {
            try {
                return List.of(faults).stream().allMatch(Files.readString(report)::contains);
            } catch (IOException e) {
                return false;
            }
        });
        assertTrue(report.toFile().delete());
    }

    @Test
    void whileItIsStoppedAndAfterwards() throws IOException {
        int run = begin("\"$APP\"", "? help");
        assertTrue(catches(pid(), SIGTSTP), "who shows something hears SIGTSTP");
        Run.command("kill", "-TSTP", Long.toString(pid()));
        screen.awaitText("Stopped", SOON);
        expectOff(run, "");
        screen.type("fg; [ \"$b\" = \"$(modes)\" ] && echo sa''me-again").press("Enter");
        screen.awaitText("? help", SOON);
        screen.press("q");
        screen.awaitText("same-again", SOON);
        assertEquals("0", screen.show("alternate_on"));
    }

    @ParameterizedTest
    @MethodSource("endsOfTheShell")
    void ofTheLineShell(String how, int status) throws IOException {
        after("\"$APP\" shell", "jimg store>", screen -> end(how), status);
    }

    @ParameterizedTest
    @MethodSource("endsOfAQuestion")
    void ofAQuestionForAPassword(String how, int status) throws IOException {
        List<String> lines = after("\"$APP\" login -u me 127.0.0.1:1", "Password:", screen -> {
            if (how.equals("C-c")) {
                // With Ctrl-C the terminal forgets what was typed; else it is the next reader's, as with any program.
                screen.type(SECRET);
            }
            end(how);
        }, status);
        assertFalse(String.join("\n", lines).contains(SECRET), lines::toString);
    }

    @Test
    void whereTheReaderLeft() throws IOException {
        after("eval '\"$APP\" --help | true; (exit ${PIPESTATUS[0]})'", "", screen -> { }, 141);
    }

    @ParameterizedTest
    @MethodSource("endsOfAContainer")
    void ofAContainer(String how, int status) throws IOException {
        Tools.requireRoot();
        Tools.require("runc");
        String image;
        try (RealRegistry registry = RealRegistry.open()) {
            image = ImageFixture.busybox().push(registry, "team/box:1").reference();
            Run pull = Run.of(program.launcher(), "pull", "-q", image);
            program.environment().forEach(pull::env);
            pull.run();
        }
        after("\"$APP\" run -it --rm --network none " + image + " sh", "/ #", screen -> {
            if (how.equals("exit")) {
                screen.type("exit 3").press("Enter");
            } else {
                screen.type("kill -9 $$ || kill -9 1; exit 137").press("Enter");
            }
        }, status);
    }

    private static void end(String how) {
        if (how.length() == 1 || how.startsWith("C-")) {
            screen.press(how);
        } else {
            Run.command("kill", "-" + how, Long.toString(pid()));
        }
    }

    private static long pid() {
        return screen.process().children().findFirst().orElseThrow().pid();
    }

    /** As {@code /proc} tells: a bit a signal. */
    private static boolean catches(long pid, int signal) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            String caught = lines.filter(line -> line.startsWith("SigCgt:")).findFirst().orElseThrow();
            return (Long.parseUnsignedLong(caught.substring("SigCgt:".length()).strip(), 16) >> (signal - 1) & 1) == 1;
        } catch (IOException e) {
            return false;
        }
    }

    private static int begin(String command, String shown) {
        int run = ++runs;
        screen.type("clear; n=" + run + "; try " + command).press("Enter");
        // What the one before asked may stand there still.
        screen.awaitText("begin-" + run, SOON);
        if (!shown.isEmpty()) {
            screen.awaitText(shown, SOON);
        }
        return run;
    }

    /** @return what stands on the screen afterwards */
    private static List<String> after(String command, String shown, Consumer<Tmux> end, int status) throws IOException {
        int run = begin(command, shown);
        end.accept(screen);
        List<String> lines = screen.awaitText("same-" + run + "-status-", SOON);
        assertTrue(String.join("\n", lines).contains("same-" + run + "-status-" + status), String.join("\n", lines));
        expectOff(run, "end-" + run);
        return lines;
    }

    /** @param end up to where the program wrote; empty for all that is there */
    private static void expectOff(int run, String end) throws IOException {
        assertEquals("0", screen.show("alternate_on"), "the alternate screen is left");
        assertEquals("1", screen.show("cursor_flag"), "the cursor is shown");
        assertEquals("0", screen.show("mouse_any_flag"), "the mouse is the terminal's");
        String all = Files.readString(bytes);
        int from = all.indexOf("begin-" + run);
        String written = all.substring(from, end.isEmpty() ? all.indexOf("Stopped", from) : all.indexOf(end, from));
        Map<String, String> modes = new HashMap<>();
        Matcher mode = MODE.matcher(written);
        while (mode.find()) {
            List.of(mode.group(1).split(";")).forEach(number -> modes.put(number, mode.group(2)));
        }
        String visible = modes.remove("25");
        modes.remove("7");
        assertTrue(visible == null || visible.equals("h"), "the cursor is shown");
        assertFalse(modes.containsValue("h"), () -> "left on: " + modes);
    }
}
