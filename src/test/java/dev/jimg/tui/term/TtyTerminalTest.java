package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Tmux;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a real terminal: whatever ends the program, the terminal is afterwards as it was before. */
class TtyTerminalTest {
    @TempDir
    private Path directory;

    private Tmux tmux;
    private ServerSocket server;
    private Socket connection;
    private BufferedReader reports;
    private long pid;

    @BeforeEach
    void startOnATerminal() throws Exception {
        tmux = Tmux.shell(50, 8);
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(30_000);
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Path run = directory.resolve("run");
        Files.writeString(run, "exec '" + System.getProperty("java.home") + "/bin/java' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '"
                + classPath + "' " + TtyDemo.class.getName() + " " + server.getLocalPort() + "\n");
        tmux.runLine("cd '" + directory + "'; stty -g >before");
        tmux.startLine("sh run; echo status $? >status");
        connection = server.accept();
        connection.setSoTimeout(30_000);
        reports = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        pid = Long.parseLong(reports.readLine().substring("pid ".length()));
        assertEquals("ready 50x8", reports.readLine());
    }

    @AfterEach
    void stop() throws Exception {
        tmux.close();
        connection.close();
        server.close();
    }

    private String settings(String name) throws IOException, InterruptedException {
        tmux.runLine("stty -g >" + name);
        return Files.readString(directory.resolve(name));
    }

    private void assertAsBefore() throws IOException, InterruptedException {
        tmux.awaitLine();
        assertEquals(Files.readString(directory.resolve("before")), settings("after"));
        assertEquals(List.of("0", "1", "1", "0"), Stream.of("alternate_on", "cursor_flag", "wrap_flag", "mouse_any_flag")
                .map(tmux::show).toList());
    }

    @Test
    void aTerminalShowsWhatTheGridHolds() throws Exception {
        tmux.press("Up");
        assertEquals("got up 50x8", reports.readLine());
        List<String> screen = tmux.capture();
        assertEquals("╭ 镜像 🐳 " + "─".repeat(35) + " e\u0301 ─╮", screen.get(0));
        assertEquals("│got up                                          │", screen.get(1));
        assertEquals("╰────────────────────────────────────────────────╯", screen.get(7));
    }

    @Test
    void quittingGivesTheTerminalBack() throws Exception {
        tmux.press("q");
        assertEquals("bye", reports.readLine());
        assertAsBefore();
        assertEquals("status 0", Files.readString(directory.resolve("status")).strip());
    }

    @ParameterizedTest
    @CsvSource({"TERM, 143", "HUP, 129", "INT, 130"})
    void aSignalThatEndsTheProgramGivesTheTerminalBack(String signal, int status) throws Exception {
        new ProcessBuilder("kill", "-" + signal, "" + pid).start().waitFor();
        assertEquals(null, reports.readLine());
        assertAsBefore();
        assertEquals("status " + status, Files.readString(directory.resolve("status")).strip());
    }

    @Test
    void anUncaughtErrorIsPrintedOnTheRestoredTerminal() throws Exception {
        tmux.press("x");
        assertEquals(null, reports.readLine());
        assertAsBefore();
        String screen = String.join("\n", tmux.captureHistory());
        assertTrue(screen.contains("IllegalStateException: boom"), screen);
    }

    @Test
    void ctrlZGivesTheTerminalToTheShellAndForegroundTakesItBack() throws Exception {
        tmux.press("C-z");
        tmux.awaitLine(); // The shell goes on with its line when the program has stopped.
        assertEquals(Files.readString(directory.resolve("before")), settings("suspended"));
        tmux.resize(40, 6);
        tmux.startLine("fg");
        String report = reports.readLine();
        assertEquals("resumed 40x6", report.startsWith("resized") ? reports.readLine() : report);
        tmux.press("y");
        report = reports.readLine();
        assertEquals("got y 40x6", report.startsWith("resized") ? reports.readLine() : report);
        assertEquals("│got y                                 │", tmux.capture().get(1));
        tmux.press("q");
        assertEquals("bye", reports.readLine());
        assertAsBefore();
    }

    @Test
    void noFrameIsEverOnTheMainScreenOfALoan() throws Exception {
        tmux.press("l");
        assertEquals("frame 50x8", reports.readLine());
        assertEquals("returned 50x8", reports.readLine());
        assertEquals("│returned                                        │", tmux.capture().get(1));
        tmux.press("q");
        assertEquals("bye", reports.readLine());
        assertAsBefore();
        String screen = String.join("\n", tmux.captureHistory());
        assertTrue(screen.contains("its own"), screen);
        assertFalse(screen.contains("╭"), screen);
    }

    @Test
    void aSuspendFromElsewhereIsTheSame() throws Exception {
        new ProcessBuilder("kill", "-TSTP", "" + pid).start().waitFor();
        tmux.awaitLine(); // The shell goes on with its line when the program has stopped.
        assertEquals(Files.readString(directory.resolve("before")), settings("suspended"));
        tmux.startLine("fg");
        assertEquals("resumed 50x8", reports.readLine());
    }

    @Test
    void aResizeIsReportedAndRepainted() throws Exception {
        tmux.resize(44, 10);
        assertEquals("resized 44x10", reports.readLine());
        assertEquals("╰──────────────────────────────────────────╯", tmux.capture().get(9));
    }

    @Test
    void aPasteIsOneEvent() throws Exception {
        tmux.paste("q\nx\n");
        assertEquals("got Paste[text=q", reports.readLine());
        assertEquals("x", reports.readLine());
        assertEquals(", cut=false] 50x8", reports.readLine());
    }

    @Test
    void aTerminalThatGoesAwayEndsTheProgram() throws Exception {
        tmux.close();
        String last = reports.readLine();
        assertTrue(last == null || last.equals("bye"), last);
        assertFalse(ProcessHandle.of(pid).filter(this::isAlive).isPresent());
    }

    private boolean isAlive(ProcessHandle process) {
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
            return false;
        } catch (Exception e) {
            return true;
        }
    }
}
