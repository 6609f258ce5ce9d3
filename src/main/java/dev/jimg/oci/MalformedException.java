package dev.jimg.oci;

/**
 * A text or document that does not follow its specification. The message names the bad text and the rule; it is cut
 * where the bad text is longer than a person would read.
 */
public final class MalformedException extends IllegalArgumentException {

    private static final int MAX_MESSAGE = 1000;

    public MalformedException(String message) {
        super(shortened(message));
    }

    public MalformedException(String message, Throwable cause) {
        super(shortened(message), cause);
    }

    private static String shortened(String message) {
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE - 1) + "…";
    }
}
