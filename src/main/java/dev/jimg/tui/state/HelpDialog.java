package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;

/**
 * All keys, grouped by where they hold, and, after those of where the person is, what the marks mean.
 *
 * @param order where the person is comes first
 * @param filter keeps the lines that contain it; typed into while {@code typing}
 * @param top the first line that is seen
 */
public record HelpDialog(List<Context> order, LineEdit filter, boolean typing, int top) implements Dialog {

    /** What is said of the keys of dialogs, which are not in the table of keys: a title and a line. */
    private static final int DIALOG_LINES = 2;

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
            case "G", "end" -> scroll(state, Integer.MAX_VALUE / 2);
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

    /** Keeps to what can be seen without a filter; with one the view stops earlier. */
    private Update scroll(AppState state, int by) {
        int last = Math.max(0, lines(columns(state.size())) - height(state.size()));
        return show(state, filter, typing, Math.max(0, Math.min(Math.min(top, last) + by, last)));
    }

    /** Lines of the longest column: the bindings, a title for each group, a blank one between groups. */
    private int lines(int columns) {
        List<Integer> groups = new ArrayList<>();
        for (Context context : order) {
            int bindings = (int) KeyMap.all().stream().filter(b -> b.where() == context).count();
            if (bindings > 0) {
                groups.add(bindings + 1);
            }
            if (context == order.get(0)) {
                groups.add(Mark.values().length + 1);
            }
        }
        groups.add(DIALOG_LINES);
        int left = columns == 1 ? groups.size() : leftGroups(groups);
        return Math.max(height(groups.subList(0, left)), height(groups.subList(left, groups.size())));
    }

    /** How many groups, given their heights, stand in the left one of two columns so that both are about as high. */
    public static int leftGroups(List<Integer> groups) {
        int best = groups.size();
        for (int left = groups.size() - 1; left > 0; left--) {
            if (longest(groups, left) <= longest(groups, best)) {
                best = left;
            }
        }
        return best;
    }

    private static int longest(List<Integer> groups, int left) {
        return Math.max(height(groups.subList(0, left)), height(groups.subList(left, groups.size())));
    }

    private static int height(List<Integer> groups) {
        return groups.stream().mapToInt(Integer::intValue).sum() + Math.max(0, groups.size() - 1);
    }

    /** How many columns the groups stand in. */
    public static int columns(ScreenSize size) {
        return size.columns() >= 100 ? 2 : 1;
    }

    /** Rows inside the frame, which leaves the status bar free. */
    private static int height(ScreenSize size) {
        return Math.max(1, size.rows() - 3);
    }

    private Update show(AppState state, LineEdit newFilter, boolean nowTyping, int newTop) {
        return Update.of(state.replace(new HelpDialog(order, newFilter, nowTyping, newTop)));
    }
}
