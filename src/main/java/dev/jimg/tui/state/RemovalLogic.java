package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import dev.jimg.service.RemovalResult;
import java.util.List;

/** What the answers of a removal do: the second question of its dialog, and the word on what is gone. */
final class RemovalLogic {

    private RemovalLogic() {}

    static Update on(AppState state, Event event) {
        if (event instanceof Event.RemovalPlanned && state.dialog().orElse(null) instanceof RemoveDialog dialog
                && dialog.asksForForce()) {
            long request = state.nextId();
            return Update.of(state.withLastId(request).replace(dialog.askForced(request)),
                    new Effect.PlanRemoval(request, dialog.forcedRequest()));
        }
        if (event instanceof Event.Cleared cleared) {
            AppState said = state.withImages(state.images().withMarks(Marks.NONE));
            for (Failure failure : cleared.failures()) {
                said = said.say(failure);
            }
            return ImagesLogic.reload(sayCleared(said, cleared));
        }
        if (event instanceof Event.Removed removed) {
            AppState unmarked = state.withImages(state.images().withMarks(Marks.NONE));
            return ImagesLogic.reload(say(unmarked, removed));
        }
        return Update.of(state);
    }

    /** Every failure is in the log; what is said last, and so is seen, is one sentence on all of it. */
    private static AppState say(AppState state, Event.Removed removed) {
        RemovalResult result = removed.result();
        List<Failure> failures = result.failures();
        AppState said = state;
        for (int i = failures.size() - 1; i >= 0; i--) {
            said = said.say(failures.get(i));
        }
        if (result.steps().isEmpty()) {
            return said;
        }
        return failures.isEmpty() ? said.say(Notice.Severity.DONE, summary(removed, state.preferences().undoHours()))
                : said.say(Text.count("remove.partly", failures.size(),
                        summary(removed, state.preferences().undoHours()), failures.get(0).subject(),
                        FailureText.why(failures.get(0))), failures.get(0));
    }

    /** One sentence on all of it, unless something failed: then that is what is seen last. */
    private static AppState sayCleared(AppState state, Event.Cleared cleared) {
        RemovalResult result = cleared.removal().result();
        boolean failed = !cleared.failures().isEmpty() || !result.failures().isEmpty();
        Text sum = Text.of(result.undoable() ? "clear.done-kept" : "clear.done", cleared.stopped(),
                Text.count("clear.containers", cleared.removed()),
                Text.count("clear.images", cleared.removal().images()),
                new ByteCount(result.freed() + result.kept()), state.preferences().undoHours());
        return failed ? say(state, cleared.removal()) : state.say(Notice.Severity.DONE, sum);
    }

    private static Text summary(Event.Removed removed, int hours) {
        RemovalResult result = removed.result();
        int images = removed.images();
        if (images > 0 && result.undoable()) {
            Text kept = Text.count("remove.done-kept", images, new ByteCount(result.kept()), hours);
            return result.freed() == 0 ? kept : Text.of("remove.done-both", kept, new ByteCount(result.freed()));
        }
        if (images > 0) {
            return Text.count("remove.done", images, new ByteCount(result.freed()));
        }
        List<String> gone = result.steps().stream().filter(step -> step.action() == RemovalResult.Action.UNTAGGED)
                .map(RemovalResult.Step::subject).toList();
        // With the last tag of a repository goes its digest, which nobody named.
        List<String> tags = gone.stream().filter(name -> !name.contains("@")).toList();
        List<String> names = tags.isEmpty() ? gone : tags;
        Text untagged = Text.count("remove.untagged", names.size(), names.isEmpty() ? "" : names.get(0));
        return result.undoable() ? Text.of("undo.hint", untagged) : untagged;
    }
}
