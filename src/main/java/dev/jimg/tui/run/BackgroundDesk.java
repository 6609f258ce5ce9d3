package dev.jimg.tui.run;

import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.ImageService;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.TransfersPane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What has to do with transfers without a screen: watches them, a few times a second and only while one runs, stops
 * them, and forgets them.
 */
final class BackgroundDesk {

    private static final long PAUSE_MILLIS = 300;
    private static final long FORGETTING_MILLIS = 2000;

    private final Mailbox mailbox;
    private final ServiceHolder service;
    private final Workers workers;
    /** Where it is not the store that is shown. */
    private final StoreBeside store;
    /** Of the watch that was asked for last; the one before makes room for it. */
    private long turn;
    private ImageService.Subscription comings = () -> {};
    private boolean closed;
    /** Where the transfers are that are watched. This and what follows only the one watch at a time uses. */
    private ImageService place;
    /** How much of what each build said was told, by its ID. */
    private final Map<String, Long> heard = new HashMap<>();

    /** @param store is closed by who gave it */
    BackgroundDesk(Mailbox mailbox, ServiceHolder service, Workers workers, StoreBeside store) {
        this.mailbox = mailbox;
        this.service = service;
        this.workers = workers;
        this.store = store;
    }

    /** @return whether the effect was one of these */
    boolean does(Effect effect) {
        if (effect instanceof Effect.WatchBackground) {
            look();
        } else if (effect instanceof Effect.CancelBackground cancel) {
            change("cancel the transfer", transfers -> transfers.cancel(cancel.id()));
        } else if (effect instanceof Effect.DismissBackground dismiss) {
            change("forget the transfer", transfers -> transfers.dismiss(dismiss.id()));
        } else {
            return false;
        }
        return true;
    }

    /** Nothing is told any more. */
    void close() {
        ImageService.Subscription last;
        synchronized (this) {
            closed = true;
            last = comings;
            turn++;
            notifyAll();
        }
        last.close();
    }

    /**
     * The results that a person has seen need not be kept; what failed or was interrupted waits to be resumed. A disk that
     * does not answer is not waited for: the next screen tells of them once more.
     */
    void forgetSeen(TransfersPane shown) {
        if (!service.isOpen() || shown.settled().isEmpty()) {
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        workers.run(() -> {
            try {
                of(service.get()).ifPresent(background -> shown.settled().forEach(id -> forget(background, id)));
            } finally {
                done.complete(null);
            }
        });
        done.completeOnTimeout(null, FORGETTING_MILLIS, TimeUnit.MILLISECONDS).join();
    }

    static void forget(BackgroundTransfers background, String id) {
        try {
            background.dismiss(id);
        } catch (RuntimeException e) {
            // It is told once more by the next screen.
        }
    }

    /** Where the service that is open keeps them; empty if it has none, or none is open. */
    Optional<BackgroundTransfers> transfers() {
        return service.isOpen() ? service.get().background() : Optional.empty();
    }

    /** Those that are shown at a place: its own, or what went from an engine into the store. */
    private Optional<BackgroundTransfers> of(ImageService here) {
        Optional<BackgroundTransfers> own = here.background();
        return own.isPresent() ? own : store().flatMap(ImageService::background).map(CopiesIntoStore::new);
    }

    /** Empty where there is none to be had: that is no matter of who looks at an engine. */
    private Optional<ImageService> store() {
        try {
            return Optional.of(store.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private void look() {
        long mine;
        synchronized (this) {
            if (closed) {
                return;
            }
            mine = ++turn;
            notifyAll();
        }
        workers.runLatest(this, () -> watch(mine));
    }

    private void watch(long mine) {
        try {
            Optional<BackgroundTransfers> transfers = arrive(service.get());
            List<BackgroundTransfer> before = null;
            boolean running = transfers.isPresent();
            while (running) {
                List<BackgroundTransfer> all = transfers.get().list();
                Map<String, List<BuildEvent>> said = said(transfers.get(), all);
                if (!all.equals(before) || !said.isEmpty()) {
                    mailbox.post(new Event.BackgroundListed(all, said));
                }
                before = all;
                running = all.stream().anyMatch(one -> one.status() == Status.RUNNING) && pause(mine);
            }
        } catch (RuntimeException e) {
            mailbox.post(new Event.ActionFailed(Failures.of("list the transfers", e)));
        }
    }

    /** At another place, what comes and goes there is heard of from now on, and all that was said is told anew. */
    private Optional<BackgroundTransfers> arrive(ImageService here) {
        Optional<BackgroundTransfers> transfers = of(here);
        if (here != place) {
            heard.clear();
            hear(transfers.map(there -> there.watch(this::look)).orElse(() -> {}));
            place = here;
        }
        return transfers;
    }

    /** What takes its time is done without the lock, for which the thread of the screen waits. */
    private void hear(ImageService.Subscription next) {
        ImageService.Subscription last;
        synchronized (this) {
            last = closed ? next : comings;
            comings = closed ? comings : next;
        }
        last.close();
    }

    /** After the listing: what has ended has said all. */
    private Map<String, List<BuildEvent>> said(BackgroundTransfers transfers,
            List<BackgroundTransfer> all) {
        Map<String, List<BuildEvent>> said = new HashMap<>();
        for (BackgroundTransfer one : all) {
            if (one.wish() instanceof BackgroundWish.Build) {
                BackgroundOutput output = transfers.output(one.id(), heard.getOrDefault(one.id(), 0L));
                heard.put(one.id(), output.next());
                if (!output.events().isEmpty()) {
                    said.put(one.id(), output.events());
                }
            }
        }
        return said;
    }

    /** @return whether to go on */
    private synchronized boolean pause(long mine) {
        try {
            if (mine == turn) {
                wait(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return mine == turn;
    }

    private void change(String operation, Consumer<BackgroundTransfers> work) {
        workers.run(() -> {
            try {
                of(service.get()).ifPresent(work);
                look();
            } catch (RuntimeException e) {
                mailbox.post(new Event.ActionFailed(Failures.of(operation, e)));
            }
        });
    }
}
