package dev.jimg.tui.term;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/**
 * Another program that has the terminal, as it was before the app, until it ends: an editor, a pager, a tool. The caller
 * sees to it that nobody reads keys meanwhile.
 */
public final class ForegroundProgram {

    private static final int CANNOT_START = 127;

    private static final Interrupts INTERRUPTS = new Interrupts();

    private ForegroundProgram() {}

    /**
     * Runs it and waits.
     *
     * @param variables of its environment, beside those of this process
     * @param failed what to print, if it cannot be started or does not succeed; Enter goes on then
     * @return its status; 127 if it could not be started
     */
    public static int run(TtyTerminal terminal, List<String> words, Map<String, String> variables, Failed failed)
            throws IOException {
        terminal.restore();
        INTERRUPTS.begin();
        // Ctrl-Z stops both, or nobody would be there to take the terminal back.
        Object stop = Signals.setDefault("TSTP");
        int status;
        try {
            status = start(words, variables);
        } finally {
            Signals.restore("TSTP", stop);
            INTERRUPTS.end();
        }
        if (status != 0) {
            terminal.print("\n" + SafeText.line(failed.text(status), terminal.glyphs()) + " ");
            awaitEnter();
        }
        terminal.enterPrivateMode();
        return status;
    }

    /** What is told of a program that did not succeed. */
    @FunctionalInterface
    public interface Failed {
        String text(int status);
    }

    private static int start(List<String> words, Map<String, String> variables) {
        ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
        builder.environment().putAll(variables);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            return CANNOT_START;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CANNOT_START;
        }
    }

    private static void awaitEnter() throws IOException {
        // Not closed: it is the program's standard input.
        InputStream in = new FileInputStream(FileDescriptor.in);
        int key = in.read();
        while (key >= 0 && key != '\n') {
            key = in.read();
        }
    }

    /**
     * Ctrl-C while the other program runs is that program's alone. The JVM hands a signal on later, from a thread of its
     * own, when the program that it ended may be gone already; so a moment after it a signal still counts as its own.
     * From the first run on this stays in force: any other signal ends the JVM as it would have.
     */
    private static final class Interrupts implements Runnable {

        private static final long MOMENT_NANOS = 1_000_000_000L;
        private static final int INTERRUPTED = 130;

        private boolean installed;
        private boolean running;
        private long ended;

        synchronized void begin() {
            if (!installed) {
                installed = true;
                Signals.handle("INT", this);
            }
            running = true;
        }

        synchronized void end() {
            running = false;
            ended = System.nanoTime();
        }

        @Override
        public void run() {
            if (!ours()) {
                System.exit(INTERRUPTED);
            }
        }

        private synchronized boolean ours() {
            return running || System.nanoTime() - ended < MOMENT_NANOS;
        }
    }
}
