package dev.jimg.transfer;

import java.io.IOException;

/** Bytes that are not those their digest or size promised. The message says which were expected and which came. */
public final class VerificationException extends IOException {
    public VerificationException(String message) {
        super(message);
    }
}
