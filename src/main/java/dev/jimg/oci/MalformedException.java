package dev.jimg.oci;

/** A text or document that does not follow its specification. The message names the bad text and the rule. */
public final class MalformedException extends IllegalArgumentException {
    public MalformedException(String message) {
        super(message);
    }

    public MalformedException(String message, Throwable cause) {
        super(message, cause);
    }
}
