package dev.jimg.service;

/**
 * The images changed.
 *
 * @param subject the reference or ID it happened to; empty for {@link Kind#CHANGED}
 */
public record ImageEvent(Kind kind, String subject) {

    public enum Kind {
        PULLED,
        TAGGED,
        UNTAGGED,
        DELETED,
        /** Something changed, from outside this program; ask for the list again. */
        CHANGED
    }
}
