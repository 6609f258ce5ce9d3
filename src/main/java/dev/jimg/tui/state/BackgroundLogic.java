package dev.jimg.tui.state;

import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferOutcome;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.tui.state.Transfer.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The transfers that other processes do, among those of this one. Each end is told once, and stays until cleared. */
final class BackgroundLogic {

    private BackgroundLogic() {}

    /** Shows them from now on, where there are any. */
    static Update watch(AppState state) {
        return Update.of(state, new Effect.WatchBackground());
    }

    /** Those of another place go on unseen. */
    static Update elsewhere(AppState state) {
        return withoutForgotten(state, Set.of()).then(BackgroundLogic::watch);
    }

    static Update on(AppState state, Event event) {
        if (!(event instanceof Event.BackgroundListed listed)) {
            return Update.of(state);
        }
        Update update = Update.of(state);
        Set<String> known = new HashSet<>();
        for (BackgroundTransfer one : listed.all()) {
            known.add(one.id());
            List<BuildEvent> said = listed.said().getOrDefault(one.id(), List.of());
            update = update.then(next -> show(next, one, said));
        }
        return update.then(next -> withoutForgotten(next, known));
    }

    private static Update show(AppState state, BackgroundTransfer one, List<BuildEvent> said) {
        Optional<Transfer> shown = state.transfers().find(one.id());
        if (shown.isEmpty()) {
            long id = state.nextId();
            Transfer begun = Transfer.begin(id, Job.of(one.wish()), state.now()).withBackground(one.id());
            Transfer seen = with(state, begun, one, said);
            Update added = TransfersLogic.arranged(state.withLastId(id), state.transfers().add(seen));
            return added.then(next -> Update.of(state.focus() == Pane.TRANSFERS ? next
                    : TransfersLogic.select(next, id))).then(next -> tell(next, seen));
        }
        if (!shown.get().active() || !shown.get().inBackground()) {
            return Update.of(state);
        }
        Transfer seen = with(state, shown.get(), one, said);
        Update changed = TransfersLogic.arranged(state, state.transfers().replace(seen.id(), seen));
        return seen.active() ? changed : changed.then(next -> tell(next, seen));
    }

    private static Transfer with(AppState state, Transfer shown, BackgroundTransfer one, List<BuildEvent> said) {
        Transfer before = shown.withOutput(shown.output().heard(said));
        Transfer moved = before;
        if (!one.layers().isEmpty() && !one.layers().equals(before.layers())) {
            moved = before.withReports(one.layers(), state.now());
        }
        moved = one.pause().map(moved::withPause).orElse(moved);
        // The wish to stop is known here before there.
        boolean stopping = before.stage() == Stage.CANCELLING;
        return switch (one.status()) {
            case RUNNING -> stopping ? moved.withStage(Stage.CANCELLING) : moved;
            case DONE -> one.outcome().orElse(null) instanceof TransferOutcome.Pulled pulled
                    ? moved.done(pulled.result(), before.open())
                    : moved.done(one.outcome().map(Outcomes::text).orElse(Text.of("background.done")), before.open());
            case FAILED -> one.failure().isPresent() ? moved.failed(one.failure().get())
                    : moved.withStage(Stage.INTERRUPTED);
            case CANCELLED -> moved.withStage(Stage.CANCELLED);
            case INTERRUPTED -> moved.withStage(Stage.INTERRUPTED);
        };
    }

    private static Update tell(AppState state, Transfer ended) {
        String name = TransfersLogic.name(ended);
        String kind = "job." + ended.job().kind();
        return switch (ended.stage()) {
            case RESOLVING, RUNNING, CANCELLING -> Update.of(state);
            case DONE -> ImagesLogic.reload(state.say(Notice.Severity.DONE, ended.result().map(result ->
                    Text.of(pulled(result), name)).orElse(Text.of(kind + "-done", name))));
            case FAILED -> Update.of(state.say(ended.failure().orElseThrow()));
            case CANCELLED -> Update.of(state.say(Notice.Severity.INFO, Text.of(kind + "-cancelled", name)));
            case INTERRUPTED -> Update.of(state.say(Notice.Severity.INFO, Text.of("background.interrupted", name)));
        };
    }

    private static String pulled(PullResult result) {
        return result.fresh() ? "transfer.pulled" : "transfer.up-to-date";
    }

    /** What was running and is not known any more was cleared by another screen, which told what came of it. */
    private static Update withoutForgotten(AppState state, Set<String> known) {
        List<Transfer> kept = new ArrayList<>(state.transfers().all());
        boolean fewer = kept.removeIf(transfer -> transfer.active()
                && transfer.background().filter(id -> !known.contains(id)).isPresent());
        TransfersPane pane = new TransfersPane(kept, state.transfers().cursor(), state.transfers().batches());
        return fewer ? TransfersLogic.arranged(state, pane).then(ImagesLogic::reload) : Update.of(state);
    }
}
