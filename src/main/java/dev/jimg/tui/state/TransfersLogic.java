package dev.jimg.tui.state;

import dev.jimg.service.Pause;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.tui.state.Transfer.Stage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What keys and answers do to the transfers. */
final class TransfersLogic {

    private TransfersLogic() {}

    /** Starts something, on a line of its own. */
    static Update start(AppState state, PullRequest what) {
        return start(state, new Job.Pull(what));
    }

    static Update start(AppState state, Job job) {
        long id = state.nextId();
        TransfersPane pane = state.transfers().add(Transfer.begin(id, job, state.now()));
        return arranged(state.withLastId(id), pane).then(next -> Update.of(
                state.focus() == Pane.TRANSFERS ? next : select(next, id), effect(id, job)));
    }

    /** Puts the cursor of the pane on a transfer. */
    static AppState select(AppState state, long id) {
        TransfersPane pane = state.transfers();
        OptionalInt index = pane.indexOf(id);
        return index.isEmpty() ? state : state.withTransfers(pane.withCursor(
                pane.cursor().to(index.getAsInt(), pane.lineCount(), state.height(Pane.TRANSFERS))));
    }

    static Update perform(AppState state, Action action) {
        if (action == Action.CLEAR_FINISHED) {
            return clear(state);
        }
        Optional<Transfer> selected = state.transfers().selected();
        if (selected.isEmpty()) {
            return Update.of(state);
        }
        Transfer transfer = selected.get();
        return switch (action) {
            case OPEN -> transfer.job() instanceof Job.Build ? OutputLogic.open(state, transfer.id())
                    : toggle(state, transfer);
            case CANCEL -> cancel(state, transfer);
            case RESUME -> resume(state, transfer);
            default -> Update.of(state);
        };
    }

    /** Those that ended without a screen are forgotten too. */
    private static Update clear(AppState state) {
        Update update = arranged(state, state.transfers().withoutEnded());
        for (Transfer transfer : state.transfers().all()) {
            if (!transfer.active()) {
                update = forget(update, transfer.recorded());
            }
        }
        return update;
    }

    private static Update forget(Update update, Optional<String> record) {
        return record.map(id -> update.then(next -> Update.of(next, new Effect.DismissBackground(id)))).orElse(update);
    }

    private static Update toggle(AppState state, Transfer transfer) {
        TransfersPane pane = state.transfers().replace(transfer.id(), transfer.withOpen(!transfer.open()));
        return arranged(state, pane).then(next -> Update.of(select(next, transfer.id())));
    }

    /** The transfer ends when the service says so, not before. */
    private static Update cancel(AppState state, Transfer transfer) {
        if (!transfer.active() || transfer.stage() == Stage.CANCELLING) {
            return Update.of(state);
        }
        Effect stop = transfer.inBackground() ? new Effect.CancelBackground(transfer.background().get())
                : new Effect.CancelTransfer(transfer.id());
        return Update.of(changed(state, transfer.id(), transfer.withStage(Stage.CANCELLING)), stop);
    }

    /** The same wish on the same line, under a new number: what the old one still says is not heard. */
    private static Update resume(AppState state, Transfer transfer) {
        if (!transfer.resumable()) {
            return Update.of(state);
        }
        Optional<Transfer> running = transfer.job() instanceof Job.Pull pull
                ? PullLogic.running(state, pull.what().reference()) : Optional.empty();
        if (running.isPresent()) {
            return Update.of(select(state, running.get().id()).say(Notice.Severity.INFO,
                    Text.of("pull.running", name(transfer))));
        }
        long id = state.nextId();
        // From now on it is this process's own; the record of the other stays, should this one fail too.
        Transfer again = Transfer.begin(id, transfer.job(), state.now()).resuming(transfer.recorded());
        return arranged(state.withLastId(id), state.transfers().replace(transfer.id(), again))
                .then(next -> Update.of(select(next, id), effect(id, transfer.job())));
    }

    static Update move(AppState state, Action action) {
        TransfersPane pane = state.transfers();
        int height = state.height(Pane.TRANSFERS);
        int count = pane.lineCount();
        ListCursor cursor = Reducer.moved(pane.cursor(), action, count, height).fit(count, height);
        return Update.of(state.withTransfers(pane.withCursor(cursor)));
    }

    static Update on(AppState state, Event event) {
        if (event instanceof Event.TransferMoved moved) {
            return active(state, moved.transfer()).map(transfer -> moved(state, transfer, moved.event()))
                    .orElse(Update.of(state));
        }
        if (event instanceof Event.TransferDone done) {
            return active(state, done.transfer()).map(transfer -> done(state, transfer, done.result()))
                    .orElse(Update.of(state));
        }
        if (event instanceof Event.JobDone done) {
            return active(state, done.transfer()).map(transfer -> done.good() ? done(state, transfer, done.outcome())
                    : found(state, transfer, done.outcome())).orElse(Update.of(state));
        }
        if (event instanceof Event.SaveChecked checked) {
            return checked.there() ? askToReplace(state, checked.job()) : start(state, checked.job());
        }
        if (event instanceof Event.StepBegan began) {
            return active(state, began.transfer()).map(transfer -> Update.of(changed(state, transfer.id(),
                    transfer.withOutput(transfer.output().begin(began.step(), began.total(), began.instruction())))))
                    .orElse(Update.of(state));
        }
        if (event instanceof Event.StepWrote wrote) {
            return active(state, wrote.transfer()).map(transfer -> Update.of(changed(state, transfer.id(),
                    transfer.withOutput(transfer.output().append(wrote.step(), wrote.text())))))
                    .orElse(Update.of(state));
        }
        if (event instanceof Event.TransferBound bound) {
            return active(state, bound.transfer()).map(transfer -> Update.of(
                    changed(state, transfer.id(), transfer.withJob(transfer.job().asBound()))))
                    .orElse(Update.of(state));
        }
        if (event instanceof Event.TransferFailed failed) {
            return active(state, failed.transfer()).map(transfer -> Update.of(
                    changed(state, transfer.id(), transfer.failed(failed.failure())).say(failed.failure())))
                    .orElse(Update.of(state));
        }
        if (event instanceof Event.TransferCancelled cancelled) {
            return active(state, cancelled.transfer()).map(transfer -> Update.of(
                    changed(state, transfer.id(), transfer.withStage(Stage.CANCELLED)).say(Notice.Severity.INFO,
                            Text.of("job." + transfer.job().kind() + "-cancelled", name(transfer))))).orElse(Update.of(state));
        }
        return Update.of(state);
    }

    private static Update askToReplace(AppState state, Job.Save job) {
        return Update.of(state.open(new AskDialog(Text.of("save.replace-title", job.file()),
                List.of(Text.of("save.replace-body")), List.of(new AskDialog.Choice("y", "save.replace",
                        Text.of("transfer.starting"), new Effect.StartJob(0, job))))));
    }

    /** A transfer that has ended hears nothing more. */
    private static Optional<Transfer> active(AppState state, long id) {
        return state.transfers().find(id).filter(Transfer::active);
    }

    private static Update moved(AppState state, Transfer transfer, TransferEvent event) {
        if (event instanceof TransferEvent.LayerProgress report) {
            Transfer next = transfer.withProgress(report, state.now());
            return next.lines() == transfer.lines() ? Update.of(changed(state, transfer.id(), next))
                    : arranged(state, state.transfers().replace(transfer.id(), next));
        }
        if (event instanceof TransferEvent.Waiting waiting) {
            Pause pause = Pause.soonest(transfer.speed().pause(), waiting, state.now());
            return Update.of(changed(state, transfer.id(), transfer.withPause(pause)));
        }
        TransferEvent.Resolved resolved = (TransferEvent.Resolved) event;
        boolean fits = state.transfers().lineCount() - transfer.lines() + 1 + resolved.layers().size() <= room(state);
        Transfer next = transfer.withLayers(resolved.layers(), state.now(), fits);
        return arranged(state, state.transfers().replace(transfer.id(), next));
    }

    /** Rows that the pane would have if it had much to show. */
    private static int room(AppState state) {
        return Layout.of(state.size(), state.focus(), state.emphasis(), state.size().rows())
                .rect(Pane.TRANSFERS).innerHeight();
    }

    private static Update done(AppState state, Transfer transfer, Text outcome) {
        boolean watched = state.focus() == Pane.TRANSFERS;
        TransfersPane pane = state.transfers().replace(transfer.id(),
                transfer.done(outcome, transfer.open() && watched));
        Text said = Text.of("job." + transfer.job().kind() + "-done", name(transfer));
        return forget(arranged(state, pane).then(s -> ImagesLogic.reload(s.say(Notice.Severity.DONE, said))),
                transfer.resumes());
    }

    /** It came to its end, and what it tells is nothing good. */
    private static Update found(AppState state, Transfer transfer, Text outcome) {
        AppState shown = changed(state, transfer.id(), transfer.found(outcome));
        return ImagesLogic.reload(shown.say(Notice.Severity.ERROR, Text.of("job.found", name(transfer), outcome)));
    }

    /** The layers fold away, unless the person is looking at them. */
    private static Update done(AppState state, Transfer transfer, PullResult result) {
        boolean watched = state.focus() == Pane.TRANSFERS;
        TransfersPane pane = state.transfers().replace(transfer.id(),
                transfer.done(result, transfer.open() && watched));
        String key = result.fresh() ? "transfer.pulled" : "transfer.up-to-date";
        return forget(arranged(state, pane).then(s ->
                ImagesLogic.reload(s.say(Notice.Severity.DONE, Text.of(key, name(transfer))))), transfer.resumes());
    }

    static String name(Transfer transfer) {
        return transfer.job() instanceof Job.Pull pull ? pull.what().reference().familiar() : transfer.job().name();
    }

    private static Effect effect(long id, Job job) {
        return job instanceof Job.Pull pull ? new Effect.StartPull(id, pull.what()) : new Effect.StartJob(id, job);
    }

    /** A transfer that takes as many lines as before: nothing else moves. */
    private static AppState changed(AppState state, long id, Transfer next) {
        return state.withTransfers(state.transfers().replace(id, next));
    }

    /** Other lines than before: the cursor stays on its transfer, and every list keeps its cursor in sight. */
    static Update arranged(AppState state, TransfersPane pane) {
        Optional<Transfer> before = state.transfers().selected();
        int layer = before.map(transfer -> state.transfers().cursor().index()
                - state.transfers().indexOf(transfer.id()).orElse(0)).orElse(0);
        AppState next = state.withTransfers(pane);
        int index = before.flatMap(transfer -> pane.find(transfer.id())).map(transfer ->
                pane.indexOf(transfer.id()).orElse(0) + Math.min(layer, transfer.lines() - 1))
                .orElse(pane.cursor().index());
        int height = next.height(Pane.TRANSFERS);
        TransfersPane fitted = pane.withCursor(pane.cursor().to(index, pane.lineCount(), height));
        return AppLogic.refit(next.withTransfers(fitted));
    }
}
