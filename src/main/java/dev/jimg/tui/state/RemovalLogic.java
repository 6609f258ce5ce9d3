package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.RemovalResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
            return ImagesLogic.reload(say(unmarked, removed.result()));
        }
        return Update.of(state);
    }

    /** What was done comes first in the log; what is said last, and so is seen, is the first failure, if any. */
    private static AppState say(AppState state, RemovalResult result) {
        AppState said = result.steps().isEmpty() ? state : state.say(Notice.Severity.DONE, summary(state, result));
        List<Failure> failures = result.failures();
        for (int i = failures.size() - 1; i >= 0; i--) {
            said = said.say(failures.get(i));
        }
        return said;
    }

    /** One sentence on all of it, unless something failed: then that is what is seen last. */
    private static AppState sayCleared(AppState state, Event.Cleared cleared) {
        RemovalResult result = cleared.removal();
        boolean failed = !cleared.failures().isEmpty() || !result.failures().isEmpty();
        Text sum = Text.of("clear.done", cleared.stopped(), cleared.removed(), imagesGone(state, result),
                new ByteCount(result.freed()));
        return failed ? say(state, result) : state.say(Notice.Severity.DONE, sum);
    }

    private static Text summary(AppState state, RemovalResult result) {
        int images = imagesGone(state, result);
        ByteCount freed = new ByteCount(result.freed());
        if (images > 0) {
            return Text.count("remove.done", images, freed);
        }
        List<String> names = result.steps().stream().filter(step -> step.action() == RemovalResult.Action.UNTAGGED)
                .map(RemovalResult.Step::subject).toList();
        return Text.count("remove.untagged", names.size(), names.isEmpty() ? "" : names.get(0));
    }

    /** An engine lists layers among what was deleted; those of the list that was shown are the images. */
    private static int imagesGone(AppState state, RemovalResult result) {
        Set<String> known = new HashSet<>();
        for (ImageSummary image : state.images().images().value().orElse(List.of())) {
            known.add(image.id().toString());
        }
        Set<String> gone = new HashSet<>();
        for (RemovalResult.Step step : result.steps()) {
            if (step.action() == RemovalResult.Action.DELETED && known.contains(step.subject())) {
                gone.add(step.subject());
            }
        }
        return gone.size();
    }
}
