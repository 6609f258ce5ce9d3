package dev.jimg.tui.state;

/** A sentence that a part below the screen said in English; the view says it in the person's language if it can. */
public record Said(String english) {

    /** As a text of its own. */
    public static Text text(String english) {
        return Text.of("failure.line", new Said(english));
    }
}
