package dev.jimg.archive;

import java.io.IOException;

/** Bytes that are no layer or archive: damaged, cut off, or beyond a limit. The message says which, in one line. */
public final class ArchiveException extends IOException {

    private static final long serialVersionUID = 1L;

    public ArchiveException(String message) {
        super(message);
    }

    public ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
