package dev.jimg.cli;

/** The command line is wrong. Carries docker's exit status for it: 125 for a flag, 1 for everything else. */
final class UsageException extends Exception {

    static final int FLAG_STATUS = 125;
    static final int OTHER_STATUS = 1;

    private final int status;

    UsageException(int status, String message) {
        super(message);
        this.status = status;
    }

    static UsageException flag(String message) {
        return new UsageException(FLAG_STATUS, message);
    }

    int status() {
        return status;
    }
}
