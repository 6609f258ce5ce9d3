package dev.jimg.tui.view;

import com.googlecode.lanterna.TextColor;
import dev.jimg.tui.term.Style;

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

    public static final Theme DEFAULT = new Theme(
            Style.PLAIN,
            Style.PLAIN.foreground(TextColor.ANSI.BLACK_BRIGHT),
            Style.PLAIN.bold(),
            Style.PLAIN.foreground(TextColor.ANSI.CYAN),
            Style.PLAIN.foreground(TextColor.ANSI.BLACK_BRIGHT),
            Style.PLAIN.foreground(TextColor.ANSI.CYAN),
            Style.PLAIN.reverse(),
            Style.PLAIN.bold(),
            Style.PLAIN.foreground(TextColor.ANSI.GREEN),
            Style.PLAIN.foreground(TextColor.ANSI.YELLOW),
            Style.PLAIN.foreground(TextColor.ANSI.RED),
            Style.PLAIN.foreground(TextColor.ANSI.CYAN),
            Style.PLAIN.foreground(TextColor.ANSI.BLACK_BRIGHT),
            Style.PLAIN.foreground(TextColor.ANSI.CYAN).bold().underline());

    /** All in the colour of what matters least; what is selected stays plain to see. */
    Theme faded() {
        return new Theme(dim, dim, dim, dim, frame, focusedFrame, selected, quietly, dim, dim, dim, bar, barRest, dim);
    }
}
