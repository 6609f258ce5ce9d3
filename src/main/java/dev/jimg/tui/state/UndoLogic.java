package dev.jimg.tui.state;

import dev.jimg.service.Undoable;
import java.util.List;

/** Taking back what was removed or tagged. */
final class UndoLogic {

    private UndoLogic() {}

    static Update perform(AppState state, Action action) {
        return switch (action) {
            case UNDO -> Update.of(state, new Effect.FindUndo());
            case UNDO_CHOOSE -> UndoDialog.open(state);
            default -> Update.of(state.say(Notice.Severity.INFO, Text.of("undo.emptying")), new Effect.EmptyTrash());
        };
    }

    static Update on(AppState state, Event event) {
        if (event instanceof Event.UndoFound found) {
            return found.changes().isEmpty() ? Update.of(state.say(Notice.Severity.INFO, Text.of("undo.nothing")))
                    : newest(state, found.changes().get(0));
        }
        if (event instanceof Event.TakenBack back) {
            return ImagesLogic.reload(state.say(Notice.Severity.DONE, Text.of("undo.done", what(back.change()))));
        }
        if (event instanceof Event.TrashEmptied emptied) {
            return ImagesLogic.reload(state.say(Notice.Severity.DONE,
                    Text.of("undo.emptied", new ByteCount(emptied.freed()))));
        }
        return Update.of(state);
    }

    /** What is one thing is taken back at once; what is many things is asked for first. */
    private static Update newest(AppState state, Undoable change) {
        if (change.images() <= 1) {
            return take(state, change);
        }
        return Update.of(state.open(new AskDialog(Text.of("undo.title"), List.of(what(change)),
                List.of(new AskDialog.Choice("z", "undo.do", Text.of("undo.working", what(change)),
                        new Effect.TakeBack(change))))));
    }

    static Update take(AppState state, Undoable change) {
        return Update.of(state.say(Notice.Severity.INFO, Text.of("undo.working", what(change))),
                new Effect.TakeBack(change));
    }

    /** What was done, in one line. */
    static Text what(Undoable change) {
        String first = change.names().isEmpty() ? "" : change.names().get(0);
        int more = change.names().size();
        return switch (change.operation()) {
            case TAG -> Text.count("undo.tag", more, first);
            case UNTAG -> Text.count("undo.untag", more, first);
            case REMOVE -> Text.count("undo.remove", Math.max(1, change.images()), first);
            case PRUNE -> Text.count("undo.prune", Math.max(1, change.images()), first);
        };
    }
}
