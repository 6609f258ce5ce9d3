package dev.jimg.runtime;

import dev.jimg.transfer.ExplainedException;

/** Why a process could not be run in a container. */
public final class RunException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    /** What kind of obstacle. */
    public enum Kind {
        /** There is no such user, group or program in the image. */
        NOT_FOUND,
        /** What was asked for makes no sense. */
        INVALID,
        /** The machine lets us not do it. */
        DENIED,
        /** No space, no permission on our own directories. */
        DISK,
        /** No runtime is installed, or the wish needs an engine. */
        UNSUPPORTED
    }

    private final Kind kind;
    private final int exit;

    RunException(Kind kind, String subject, String why, String advice, int exit, Throwable cause) {
        super("run", subject, why, advice, cause);
        this.kind = kind;
        this.exit = exit;
    }

    RunException(Kind kind, String subject, String why, String advice) {
        this(kind, subject, why, advice, ExitStatus.NOT_RUN, null);
    }

    @Override
    public Kind kind() {
        return kind;
    }

    /** The exit status by which docker says it: 125, 126 or 127. */
    public int exit() {
        return exit;
    }
}
