package dev.jimg.store;

import java.io.IOException;

/** A file of ours that is there but whose content makes no sense: truncated, empty, too large, not JSON. */
final class UnreadableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableException(String message) {
        super(message);
    }
}
