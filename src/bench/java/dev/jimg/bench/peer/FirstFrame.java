package dev.jimg.bench.peer;

import dev.jimg.bench.measure.BenchException;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.ProcessTree;
import dev.jimg.bench.measure.Sample;
import dev.jimg.posix.Pty;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The full-screen app on a terminal of 80x24, from its start until the screen shows a text; then it is ended. */
public final class FirstFrame {

    /** Ends every frame: the terminal may show it now (synchronized output, DEC private mode 2026). */
    public static final String ANY_FRAME = "\u001b[?2026l";

    private static final int COLUMNS = 80;
    private static final int ROWS = 24;
    private static final long MOST_BYTES = 1 << 20;

    private final Installed installed;
    private final Path store;

    public FirstFrame(Installed installed, Path store) {
        this.installed = installed;
        this.store = store;
    }

    /** @param text in the bytes that come, in one piece */
    public Contender until(String text) {
        return Contender.of(JimgTui.NAME, () -> { }, () -> run(text));
    }

    private Sample run(String text) {
        try (Pty terminal = Pty.open()) {
            terminal.resize(COLUMNS, ROWS);
            File device = new File(terminal.name());
            // setsid makes the device the terminal of the program, which it then becomes.
            ProcessBuilder builder = new ProcessBuilder("setsid", "--ctty", installed.launcher().toString(), "--store",
                    store.toString()).redirectInput(device).redirectOutput(device).redirectError(device);
            builder.environment().putAll(installed.environment());
            long begin = System.nanoTime();
            Process process = builder.start();
            try {
                await(terminal.screen(), text);
                Duration wall = Duration.ofNanos(System.nanoTime() - begin);
                ProcessTree tree = new ProcessTree(process.toHandle());
                return new Sample(wall, tree.cpu(), tree.peakBytes());
            } finally {
                end(process);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(InputStream screen, String text) throws IOException {
        StringBuilder shown = new StringBuilder();
        byte[] buffer = new byte[64 * 1024];
        while (shown.indexOf(text) < 0) {
            int read = screen.read(buffer, 0, buffer.length);
            if (read < 0 || shown.length() > MOST_BYTES) {
                throw new BenchException("the screen never showed " + text + ", but: " + shown);
            }
            shown.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
