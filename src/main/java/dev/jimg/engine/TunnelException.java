package dev.jimg.engine;

import java.io.IOException;

/** The way to an engine could not be opened, or broke. It knows more of the reason than okhttp's words say. */
final class TunnelException extends IOException {

    private static final long serialVersionUID = 1L;

    private final EngineException.Kind kind;
    private final String advice;

    /**
     * @param why one line without a full stop
     * @param advice what to do next, a sentence; empty if there is nothing to say
     */
    TunnelException(EngineException.Kind kind, String why, String advice) {
        super(why);
        this.kind = kind;
        this.advice = advice;
    }

    EngineException.Kind kind() {
        return kind;
    }

    String advice() {
        return advice;
    }
}
