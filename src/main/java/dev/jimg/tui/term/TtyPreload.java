package dev.jimg.tui.term;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Has the native library loaded by the time it is needed, and not at all where it is not. Apart from {@link NativeTty},
 * since to name that class is to initialize it, which wakes {@code java.util.logging}: 30 ms, a quarter of what
 * {@code --version} takes.
 */
public final class TtyPreload {

    private static final int OUT = 1;
    private static final int TYPE = 0170000;
    private static final int CHARACTER_DEVICE = 0020000;
    /** {@code /dev/null}: number 3 of driver 1, on every Linux. */
    private static final long NULL_DEVICE = 0x103;

    private TtyPreload() {}

    /**
     * Begins to load the library on a thread of its own, where standard output may be a terminal. Nearly all of the time
     * of {@link NativeTty#open} goes into that, so a program that calls this first has it for nothing.
     */
    public static void begin() {
        if (!outputMayBeTerminal()) {
            return;
        }
        Thread thread = new Thread("jimg-preload") {
            @Override
            public void run() {
                try {
                    NativeTty.isTerminal();
                } catch (TtyException e) {
                    // Whoever opens the terminal meets the same error, and reports it.
                }
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Whether standard output could be a terminal, told without the library: a pipe, a socket, a file of any kind and
     * {@code /dev/null} are none. Where the system does not tell, it could.
     */
    static boolean outputMayBeTerminal() {
        return mayBeTerminal(Path.of("/proc/self/fd", Integer.toString(OUT)));
    }

    static boolean mayBeTerminal(Path file) {
        try {
            Map<String, Object> found = Files.readAttributes(file, "unix:mode,rdev");
            return ((Integer) found.get("mode") & TYPE) == CHARACTER_DEVICE
                    && (Long) found.get("rdev") != NULL_DEVICE;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return true;
        }
    }
}
