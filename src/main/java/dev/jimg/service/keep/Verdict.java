package dev.jimg.service.keep;

/** What becomes of an image, and why. */
public enum Verdict {
    /** It is one of the newest. */
    NEWEST,
    /** A container was made from it. */
    IN_USE,
    /** It has a tag that is protected. */
    PROTECTED,
    /** It is not old enough. */
    YOUNG,
    /** Nothing speaks for it. */
    GOES;

    public boolean stays() {
        return this != GOES;
    }
}
