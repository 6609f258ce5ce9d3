package dev.jimg.tui.view;

import com.googlecode.lanterna.TextColor;
import dev.jimg.tui.term.Style;
import java.util.List;
import java.util.Map;

/**
 * The styles by what they mean. One accent colour; what matters is also told by a mark, bold or reverse, so that
 * nothing is lost without colour.
 *
 * @param selected the row under the cursor of the focused pane
 * @param quietly the row under the cursor of a pane without focus
 * @param match the letters that a filter found
 */
public record Theme(Style text, Style dim, Style strong, Style accent, Style frame, Style focusedFrame,
        Style selected, Style quietly, Style good, Style warning, Style error, Style bar, Style barRest, Style match) {

    /** The sixteen colours of the terminal's own palette; for a dark background. */
    public static final Theme DARK = of(TextColor.ANSI.BLACK_BRIGHT, TextColor.ANSI.CYAN, TextColor.ANSI.GREEN,
            TextColor.ANSI.YELLOW, TextColor.ANSI.RED);

    /** Deep colours, which can be read on white; a terminal with fewer of them shows its nearest. */
    public static final Theme LIGHT = of(new TextColor.RGB(0x6C, 0x6C, 0x6C), new TextColor.RGB(0x00, 0x5F, 0xAF),
            new TextColor.RGB(0x00, 0x77, 0x33), new TextColor.RGB(0x9A, 0x5B, 0x00),
            new TextColor.RGB(0xC0, 0x10, 0x30));

    /** The terminal's own two colours and attributes; nothing is dim, and colour only adds to what is said. */
    public static final Theme CONTRAST = new Theme(
            Style.PLAIN, Style.PLAIN, Style.PLAIN.bold(), Style.PLAIN.bold(), Style.PLAIN, Style.PLAIN.bold(),
            Style.PLAIN.reverse().bold(), Style.PLAIN.bold().underline(),
            Style.PLAIN.bold().foreground(TextColor.ANSI.GREEN), Style.PLAIN.bold().foreground(TextColor.ANSI.YELLOW),
            Style.PLAIN.bold().foreground(TextColor.ANSI.RED), Style.PLAIN.bold(), Style.PLAIN,
            Style.PLAIN.bold().underline());

    public static final Theme DEFAULT = DARK;

    /** As the settings name them, in the order of the record. */
    public static final List<String> ROLES = List.of("text", "dim", "strong", "accent", "frame", "focused-frame",
            "selected", "quietly", "good", "warning", "error", "bar", "bar-rest", "match");

    private static Theme of(TextColor dim, TextColor accent, TextColor good, TextColor warning, TextColor error) {
        return new Theme(
                Style.PLAIN,
                Style.PLAIN.foreground(dim),
                Style.PLAIN.bold(),
                Style.PLAIN.foreground(accent),
                Style.PLAIN.foreground(dim),
                Style.PLAIN.foreground(accent),
                Style.PLAIN.reverse(),
                Style.PLAIN.bold(),
                Style.PLAIN.foreground(good),
                Style.PLAIN.foreground(warning),
                Style.PLAIN.foreground(error),
                Style.PLAIN.foreground(accent),
                Style.PLAIN.foreground(dim),
                Style.PLAIN.foreground(accent).bold().underline());
    }

    /** With other styles for some roles. */
    public Theme with(Map<String, Style> own) {
        return own.isEmpty() ? this : new Theme(own.getOrDefault("text", text), own.getOrDefault("dim", dim),
                own.getOrDefault("strong", strong), own.getOrDefault("accent", accent),
                own.getOrDefault("frame", frame), own.getOrDefault("focused-frame", focusedFrame),
                own.getOrDefault("selected", selected), own.getOrDefault("quietly", quietly),
                own.getOrDefault("good", good), own.getOrDefault("warning", warning),
                own.getOrDefault("error", error), own.getOrDefault("bar", bar),
                own.getOrDefault("bar-rest", barRest), own.getOrDefault("match", match));
    }

    /** The style of a role. */
    public Style style(String role) {
        List<Style> all = List.of(text, dim, strong, accent, frame, focusedFrame, selected, quietly, good, warning,
                error, bar, barRest, match);
        return all.get(ROLES.indexOf(role));
    }

    /** All in the colour of what matters least; what is selected stays plain to see. */
    Theme faded() {
        return new Theme(dim, dim, dim, dim, frame, focusedFrame, selected, quietly, dim, dim, dim, bar, barRest, dim);
    }
}
