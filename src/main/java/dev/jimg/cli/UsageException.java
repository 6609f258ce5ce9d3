package dev.jimg.cli;

/** The command line is wrong. Carries docker's exit status for it: 125 for a flag, 1 for everything else. */
final class UsageException extends Exception {

    static final int FLAG_STATUS = 125;
    static final int OTHER_STATUS = 1;

    private final int status;
    private final String pointer;

    UsageException(int status, String message) {
        this(status, message, "Run");
    }

    /** @param pointer how docker begins the sentence that points to its help */
    UsageException(int status, String message, String pointer) {
        super(message);
        this.status = status;
        this.pointer = pointer;
    }

    static UsageException flag(String message) {
        return new UsageException(FLAG_STATUS, message);
    }

    int status() {
        return status;
    }

    String pointer() {
        return pointer;
    }
}
