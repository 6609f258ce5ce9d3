package dev.jimg.tui.term;

import com.googlecode.lanterna.TextColor;

/**
 * How a cell looks: colours and attributes. Immutable; made by chaining from {@link #PLAIN}, and best kept in
 * constants, for a frame compares thousands of them.
 *
 * @param foreground the colour of the character; {@link TextColor.ANSI#DEFAULT} is the terminal's own
 * @param background the colour behind it
 * @param attributes a sum of {@link #BOLD}, {@link #DIM}, {@link #ITALIC}, {@link #UNDERLINE} and {@link #REVERSE}
 */
public record Style(TextColor foreground, TextColor background, int attributes) {
    public static final int BOLD = 1;
    public static final int DIM = 2;
    public static final int ITALIC = 4;
    public static final int UNDERLINE = 8;
    public static final int REVERSE = 16;

    /** The terminal's own colours, no attribute. */
    public static final Style PLAIN = new Style(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, 0);

    /** This style with another colour for the character. */
    public Style foreground(TextColor color) {
        return new Style(color, background, attributes);
    }

    /** This style with another colour behind the character. */
    public Style background(TextColor color) {
        return new Style(foreground, color, attributes);
    }

    /** This style and bold. */
    public Style bold() {
        return with(BOLD);
    }

    /** This style and dim. */
    public Style dim() {
        return with(DIM);
    }

    /** This style and italic. */
    public Style italic() {
        return with(ITALIC);
    }

    /** This style and underlined. */
    public Style underline() {
        return with(UNDERLINE);
    }

    /** This style with foreground and background exchanged. */
    public Style reverse() {
        return with(REVERSE);
    }

    /** This style and the given attributes. */
    public Style with(int more) {
        return (attributes | more) == attributes ? this : new Style(foreground, background, attributes | more);
    }

    /** Whether all the given attributes are set. */
    public boolean has(int wanted) {
        return (attributes & wanted) == wanted;
    }

    /** Whether a blank in this style is what erasing to the end of the line leaves behind. */
    boolean isErased() {
        return background == TextColor.ANSI.DEFAULT && !has(REVERSE) && !has(UNDERLINE);
    }

    // Written out: a record's own versions are bootstrapped at the first call, which would fall into the first frame.
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Style style && attributes == style.attributes
                && foreground.equals(style.foreground) && background.equals(style.background);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * foreground.hashCode() + background.hashCode()) + attributes;
    }
}
