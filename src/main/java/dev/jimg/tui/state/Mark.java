package dev.jimg.tui.state;

/** The marks before an image or a tag, with what each means: the panes draw them, the help explains them. */
public enum Mark {
    MARKED("✔", "mark.marked"),
    USED("●", "mark.used"),
    DANGLING("◌", "mark.dangling"),
    NEWER("⇡", "mark.newer"),
    DAMAGED("!", "mark.damaged");

    private final String glyph;
    private final String meaning;

    Mark(String glyph, String meaning) {
        this.glyph = glyph;
        this.meaning = meaning;
    }

    /** One cell; a terminal without UTF-8 shows its look-alike. */
    public String glyph() {
        return glyph;
    }

    /** A key of the catalogue. */
    public String meaning() {
        return meaning;
    }
}
