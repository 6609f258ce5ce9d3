package dev.jimg.runtime;

import java.util.Locale;

/** The exit statuses with which docker run says that it was not the process that ended so. */
final class ExitStatus {

    /** The container could not be made. */
    static final int NOT_RUN = 125;
    /** The program is there but cannot be started. */
    static final int NOT_EXECUTABLE = 126;
    /** There is no such program. */
    static final int NO_PROGRAM = 127;

    private ExitStatus() {}

    /** Told from a runtime's message, as docker tells it. */
    static int of(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        if (text.contains("executable file not found") || text.contains("not found in $path")
                || text.contains("no such file or directory")) {
            return NO_PROGRAM;
        }
        return text.contains("permission denied") || text.contains("is a directory")
                || text.contains("exec format error") ? NOT_EXECUTABLE : NOT_RUN;
    }
}
