package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Begins the jobs of batches, a few at a time, and says one sentence when all of a batch have ended. */
final class BatchLogic {

    private BatchLogic() {}

    static Update start(AppState state, List<Job> jobs) {
        List<Batch> more = new ArrayList<>(state.transfers().batches());
        more.add(Batch.of(jobs));
        return fill(state.withTransfers(state.transfers().withBatches(more)), more.size() - 1);
    }

    static Update on(AppState state, Event event) {
        boolean end = event instanceof Event.TransferDone || event instanceof Event.JobDone
                || event instanceof Event.TransferFailed || event instanceof Event.TransferCancelled;
        if (!end) {
            return Update.of(state);
        }
        Update update = Update.of(state);
        for (int i = state.transfers().batches().size() - 1; i >= 0; i--) {
            int index = i;
            update = update.then(s -> advance(s, index));
        }
        return update;
    }

    /** Takes off what has ended; a transfer that was cleared away or begun anew under another number has ended too. */
    private static Update advance(AppState state, int index) {
        Batch batch = state.transfers().batches().get(index);
        Batch next = batch;
        for (long id : batch.running()) {
            Optional<Transfer> transfer = state.transfers().find(id);
            if (transfer.isPresent() && !transfer.get().active()) {
                next = next.ended(transfer.get());
            }
        }
        if (next.equals(batch)) {
            return Update.of(state);
        }
        List<Batch> batches = new ArrayList<>(state.transfers().batches());
        if (next.ended()) {
            batches.remove(index);
            return Update.of(say(state.withTransfers(state.transfers().withBatches(batches)), next));
        }
        batches.set(index, next);
        return fill(state.withTransfers(state.transfers().withBatches(batches)), index);
    }

    private static Update fill(AppState state, int index) {
        Update update = Update.of(state);
        while (update.state().transfers().batches().get(index).mayBegin()) {
            update = update.then(s -> begin(s, index));
        }
        return update;
    }

    private static Update begin(AppState state, int index) {
        Batch batch = state.transfers().batches().get(index);
        long id = state.nextId();
        return TransfersLogic.start(state, batch.waiting().get(0)).then(s -> {
            List<Batch> batches = new ArrayList<>(s.transfers().batches());
            batches.set(index, batch.begun(id));
            return Update.of(s.withTransfers(s.transfers().withBatches(batches)));
        });
    }

    /** One sentence on all of it; each failure is in the log before. */
    static AppState said(AppState state, String kind, int done, List<Failure> failures) {
        AppState said = state;
        for (Failure failure : failures) {
            said = said.say(failure);
        }
        Text sum = Text.count("batch." + kind, done);
        return failures.isEmpty() ? said.say(Notice.Severity.DONE, Text.of("undo.hint", sum))
                : said.say(Notice.Severity.ERROR, Text.of("batch.partly", sum, failures.size(), failures.get(0).subject()));
    }

    private static AppState say(AppState state, Batch batch) {
        Text done = Text.count("batch." + batch.kind(), batch.done());
        return batch.failed().isEmpty() ? state.say(Notice.Severity.DONE, done)
                : state.say(Notice.Severity.ERROR, Text.of("batch.partly", done, batch.failed().size(),
                        batch.failed().get(0)));
    }
}
