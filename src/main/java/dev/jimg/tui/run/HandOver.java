package dev.jimg.tui.run;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.Failure;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Transfer;
import dev.jimg.tui.state.TransfersPane;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has other processes go on with what this one has stopped, each wish once; tells what could not be handed over. */
final class HandOver {

    private final Optional<BackgroundTransfers> here;
    private final BackendChoice choice;
    private final StoreBeside store;
    private final TransfersPane shown;
    private final Set<Long> tried = new HashSet<>();
    private final List<String> refused = new ArrayList<>();
    private Failure first;

    /**
     * @param here where the service that is open keeps such transfers; an engine does not
     * @param choice what led to that service
     * @param store for what goes there from elsewhere
     * @param shown how far the transfers are
     */
    HandOver(Optional<BackgroundTransfers> here, BackendChoice choice, StoreBeside store, TransfersPane shown) {
        this.here = here;
        this.choice = choice;
        this.store = store;
        this.shown = shown;
    }

    /** @param stopped by the numbers of the transfers; nothing of it is under way here */
    void begin(Map<Long, BackgroundWish> stopped) {
        stopped.forEach((transfer, wish) -> {
            if (tried.add(transfer)) {
                begin(transfer, wish);
            }
        });
    }

    private void begin(long transfer, BackgroundWish wish) {
        List<LayerProgress> layers = shown.find(transfer).map(Transfer::layers).orElse(List.of());
        try {
            if (here.isPresent()) {
                here.get().begin(wish, layers);
                // The new one takes the place of the one that was resumed.
                shown.find(transfer).flatMap(Transfer::resumes)
                        .ifPresent(old -> BackgroundDesk.forget(here.get(), old));
            } else if (Job.of(wish).outlives(false)) {
                store.get().background().orElseThrow().begin(Wishes.apart(wish, choice), layers);
            }
        } catch (RuntimeException e) {
            refuse(wish, Failures.of("continue in the background", e));
        }
    }

    /** Whether it is of no use to wait for another one. */
    boolean complete(Map<Long, BackgroundWish> wishes) {
        return wishes.entrySet().stream().noneMatch(this::waits);
    }

    private boolean waits(Map.Entry<Long, BackgroundWish> wish) {
        return !tried.contains(wish.getKey()) && Job.of(wish.getValue()).outlives(here.isPresent());
    }

    /**
     * To be called last.
     *
     * @param wishes all that were to be handed over
     * @throws Failure that names those that were not
     */
    void finish(Map<Long, BackgroundWish> wishes) {
        wishes.entrySet().stream().filter(this::waits).map(Map.Entry::getValue).forEach(wish ->
                refuse(wish, new Failure(Failure.Kind.CONFLICT, "continue in the background", wish.name(),
                        "it did not stop here in time", "Begin it again.")));
        if (first != null) {
            throw new Failure(first.kind(), "continue in the background", String.join(", ", refused), first.why(),
                    first.advice(), first);
        }
    }

    private void refuse(BackgroundWish wish, Failure why) {
        refused.add(wish.name());
        first = first == null ? why : first;
    }
}
