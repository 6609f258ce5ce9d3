package dev.jimg.cli;

/** The command line is wrong. Carries docker's exit status for it: 125 for a flag, 1 for everything else. */
final class UsageException extends Exception {

    static final int FLAG_STATUS = 125;
    static final int OTHER_STATUS = 1;

    private final int status;
    private final String verb;

    UsageException(int status, String message) {
        this(status, message, "Run");
    }

    /** @param verb what begins the last line; docker says «See» where arguments are missing */
    UsageException(int status, String message, String verb) {
        super(message);
        this.status = status;
        this.verb = verb;
    }

    static UsageException flag(String message) {
        return new UsageException(FLAG_STATUS, message);
    }

    String verb() {
        return verb;
    }

    int status() {
        return status;
    }
}
