package dev.jimg.tui.state;

import dev.jimg.service.Undoable;
import java.util.List;
import java.util.Optional;

/** What can be taken back, the newest first, to choose one. */
public record UndoDialog(Loadable<List<Undoable>> changes, ListCursor cursor) implements Dialog {

    static Update open(AppState state) {
        long request = state.nextId();
        return Update.of(state.withLastId(request)
                .open(new UndoDialog(Loadable.<List<Undoable>>empty().ask(request), ListCursor.START)),
                new Effect.ListUndo(request));
    }

    public List<Undoable> shown() {
        return changes.value().orElse(List.of());
    }

    public Optional<Undoable> selected() {
        return cursor.index() < shown().size() ? Optional.of(shown().get(cursor.index())) : Optional.empty();
    }

    /** What a change was, in one line. */
    public static Text what(Undoable change) {
        return UndoLogic.what(change);
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.UndoListed listed && changes.awaits(listed.request())) {
            return new UndoDialog(changes.answer(listed.request(), List.copyOf(listed.changes())), cursor);
        }
        if (event instanceof Event.RequestFailed failed && changes.awaits(failed.request())) {
            return new UndoDialog(changes.fail(failed.request(), failed.failure()), cursor);
        }
        return this;
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "q" -> Update.of(state.closeDialog());
            case "enter", "z" -> selected().map(change -> UndoLogic.take(state.closeDialog(), change))
                    .orElse(Update.of(state));
            default -> cursor.on(key, shown().size(), lines(state.size()))
                    .map(moved -> Update.of(state.replace(new UndoDialog(changes, moved)))).orElse(Update.of(state));
        };
    }

    @Override
    public List<Hint> hints() {
        Hint close = new Hint("esc", "dialog.close");
        return selected().isPresent() ? List.of(new Hint("enter", "undo.do"), close) : List.of(close);
    }

    /** Changes that can be seen at once on a screen. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - 6);
    }
}
