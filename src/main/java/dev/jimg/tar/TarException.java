package dev.jimg.tar;

import java.io.IOException;

/** Bytes that are no tar, or a damaged one. The message says how, in one line. */
public final class TarException extends IOException {

    private static final long serialVersionUID = 1L;

    public TarException(String message) {
        super(message);
    }
}
