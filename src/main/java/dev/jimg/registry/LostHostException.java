package dev.jimg.registry;

import java.io.IOException;

/** A host that answered before cannot be reached now: unlike one that never did, it may come back. */
final class LostHostException extends IOException {

    private static final long serialVersionUID = 1L;

    LostHostException(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /** What there is to tell. */
    IOException fault() {
        return (IOException) getCause();
    }
}
