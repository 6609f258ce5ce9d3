package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;

/**
 * All keys, grouped by where they hold.
 *
 * @param order where the person is comes first
 * @param filter keeps the lines that contain it; typed into while {@code typing}
 * @param top the first line that is seen
 */
public record HelpDialog(List<Context> order, LineEdit filter, boolean typing, int top) implements Dialog {

    private static final int PAGE = 8;

    public HelpDialog {
        order = List.copyOf(order);
    }

    static HelpDialog of(AppState state) {
        List<Context> order = new ArrayList<>(KeyMap.contexts(state));
        for (Context context : Context.values()) {
            if (!order.contains(context)) {
                order.add(context);
            }
        }
        return new HelpDialog(order, LineEdit.EMPTY, false, 0);
    }

    @Override
    public Update key(AppState state, String key) {
        if (typing) {
            return switch (key) {
                case "esc" -> show(state, LineEdit.EMPTY, false, 0);
                case "enter", "down" -> show(state, filter, false, 0);
                default -> show(state, filter.key(key), true, 0);
            };
        }
        return switch (key) {
            case "esc" -> filter.text().isEmpty() ? Update.of(state.closeDialog())
                    : show(state, LineEdit.EMPTY, false, 0);
            case "q", "?" -> Update.of(state.closeDialog());
            case "/" -> show(state, LineEdit.EMPTY, true, 0);
            case "j", "down", "J" -> scroll(state, 1);
            case "k", "up", "K" -> scroll(state, -1);
            case "pgdn", "ctrl+d", "space" -> scroll(state, PAGE);
            case "pgup", "ctrl+u" -> scroll(state, -PAGE);
            case "g", "home" -> scroll(state, -top);
            case "G", "end" -> scroll(state, lines());
            default -> Update.of(state);
        };
    }

    @Override
    public Update paste(AppState state, String text) {
        return typing ? show(state, filter.paste(text), true, 0) : Update.of(state);
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("esc", "dialog.close"), new Hint("/", "action.filter"), new Hint("j", "action.down"));
    }

    /** Lines in one column: the bindings, a title for each group, a blank one between groups. */
    public int lines() {
        return KeyMap.all().size() + 2 * order.size() - 1;
    }

    /** The last line that may be the first one seen; with a filter, or in two columns, the view stops earlier. */
    private Update scroll(AppState state, int by) {
        int columns = columns(state.size());
        int last = Math.max(0, (lines() + columns - 1) / columns - height(state.size()));
        return show(state, filter, typing, Math.max(0, Math.min(Math.min(top, last) + by, last)));
    }

    /** How many columns the groups stand in. */
    public static int columns(ScreenSize size) {
        return size.columns() >= 100 ? 2 : 1;
    }

    /** Rows inside the frame. */
    public static int height(ScreenSize size) {
        return Math.max(1, size.rows() - 4);
    }

    private Update show(AppState state, LineEdit newFilter, boolean nowTyping, int newTop) {
        return Update.of(state.replace(new HelpDialog(order, newFilter, nowTyping, newTop)));
    }
}
