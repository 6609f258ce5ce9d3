package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All that the status bar said, and the whole story of one of them.
 *
 * @param entries the latest first, as they were when this was opened: what one reads does not move away
 * @param story the first line of the story that is seen
 */
public record LogDialog(List<Notice> entries, ListCursor cursor, int story) implements Dialog {

    public LogDialog {
        entries = List.copyOf(entries);
    }

    static LogDialog of(AppState state) {
        List<Notice> latestFirst = new ArrayList<>(state.log());
        Collections.reverse(latestFirst);
        return new LogDialog(latestFirst, ListCursor.START, 0);
    }

    public Optional<Notice> selected() {
        return cursor.index() < entries.size() ? Optional.of(entries.get(cursor.index())) : Optional.empty();
    }

    /** Rows of the list on a screen of this size; the story has the rest. */
    public int listHeight(ScreenSize size) {
        return Math.max(1, Math.min(entries.size(), (size.rows() - 5) / 2));
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "q", "enter", "@" -> Update.of(state.closeDialog());
            case "J", "space" -> scroll(state, 1);
            case "K" -> scroll(state, -1);
            default -> move(state, key);
        };
    }

    @Override
    public List<Hint> hints() {
        Hint close = new Hint("esc", "dialog.close");
        return entries.isEmpty() ? List.of(close) : List.of(close, new Hint("J", "log.scroll"));
    }

    private Update move(AppState state, String key) {
        return cursor.on(key, entries.size(), listHeight(state.size()))
                .map(moved -> Update.of(state.replace(new LogDialog(entries, moved, 0))))
                .orElse(Update.of(state));
    }

    private Update scroll(AppState state, int lines) {
        int length = selected().flatMap(Notice::failure).map(Failure::whole).map(String::length).orElse(0);
        int most = length / Math.max(1, state.size().columns() / 2);
        return Update.of(state.replace(new LogDialog(entries, cursor, Math.max(0, Math.min(story + lines, most)))));
    }
}
