package dev.jimg.tui.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;

/**
 * Where stack traces go: to a file that only the user can read, and never onto the screen.
 * {@code $XDG_STATE_HOME/jimg/crash.log}, by default below {@code ~/.local/state}.
 */
public final class CrashReport {

    private static final long MAX_BYTES = 1 << 20;

    private CrashReport() {}

    /** The file, as people write it. */
    public static String shownPath() {
        String home = System.getProperty("user.home", "");
        String path = path(System.getenv()).toString();
        return !home.isEmpty() && path.startsWith(home + "/") ? "~" + path.substring(home.length()) : path;
    }

    /**
     * Appends what was thrown. A report that cannot be written, for want of memory too, is lost: there is
     * nobody left to tell.
     */
    public static synchronized void write(Throwable thrown) {
        Path file = path(System.getenv());
        try {
            Files.createDirectories(file.getParent());
            if (Files.exists(file) && Files.size(file) > MAX_BYTES) {
                Files.delete(file);
            }
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardOpenOption.APPEND))) {
                out.println(Instant.now() + " " + Thread.currentThread().getName());
                thrown.printStackTrace(out);
            }
        } catch (IOException | RuntimeException | VirtualMachineError e) {
            // See above.
        }
    }

    private static Path path(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.startsWith("/") ? Path.of(state)
                : Path.of(System.getProperty("user.home", "/tmp"), ".local", "state");
        return base.resolve("jimg").resolve("crash.log");
    }
}
