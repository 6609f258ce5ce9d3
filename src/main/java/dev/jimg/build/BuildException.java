package dev.jimg.build;

import dev.jimg.transfer.ExplainedException;

/** Why an image could not be built, or a build context not be read: in words for a person. */
public final class BuildException extends ExplainedException {

    private static final long serialVersionUID = 1L;

    /** What kind of obstacle. */
    public enum Kind {
        /** A file, stage or image that the Dockerfile names is not there. */
        NOT_FOUND,
        /** The Dockerfile or the request asks for what cannot be. */
        INVALID,
        /** A file cannot be read or written. */
        DISK,
        /** This machine or this builder cannot do it. */
        UNSUPPORTED,
        /** The other end of an ADD's URL did not deliver. */
        REMOTE
    }

    private final Kind kind;

    /**
     * @param why the reason, without a full stop; in docker's words where docker has some: without
     *     advice to add it is printed as it is
     * @param advice what to do next, a sentence; empty if there is nothing to say
     */
    public BuildException(Kind kind, String why, String advice, Throwable cause) {
        super("build", "", why, advice, advice.isEmpty() ? why : "", cause);
        this.kind = kind;
    }

    public BuildException(Kind kind, String why, String advice) {
        this(kind, why, advice, null);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
