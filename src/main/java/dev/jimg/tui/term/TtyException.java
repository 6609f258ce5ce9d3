package dev.jimg.tui.term;

import java.io.IOException;

/** The terminal cannot be used; the message says why and what to do. */
public final class TtyException extends IOException {
    private static final long serialVersionUID = 1;

    TtyException(String message, Throwable cause) {
        super(message, cause);
    }
}
