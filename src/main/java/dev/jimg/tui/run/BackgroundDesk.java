package dev.jimg.tui.run;

import dev.jimg.service.BackgroundOutput;
import dev.jimg.service.BackgroundTransfer;
import dev.jimg.service.BackgroundTransfer.Status;
import dev.jimg.service.BackgroundTransfers;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.ImageService;
import dev.jimg.service.Place;
import dev.jimg.service.ServiceOpener;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.TransfersPane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What has to do with transfers without a screen: watches them, a few times a second and only while one runs, stops
 * them, and forgets them.
 */
final class BackgroundDesk {

    private static final long PAUSE_MILLIS = 300;

    private final Mailbox mailbox;
    private final ServiceHolder service;
    private final Workers workers;
    private final ServiceOpener opener;
    /** The store, where an engine is shown; opened when it is first looked at. */
    private ImageService store;
    /** Of the watch that was asked for last; the one before makes room for it. */
    private long turn;
    /** Where the transfers are that are watched. */
    private ImageService place;
    private ImageService.Subscription comings = () -> {};
    /** How much of what each build said was told, by its ID. */
    private final Map<String, Long> heard = new HashMap<>();
    private boolean closed;

    /** @param opener opens the store, where that is not what is shown */
    BackgroundDesk(Mailbox mailbox, ServiceHolder service, Workers workers, ServiceOpener opener) {
        this.mailbox = mailbox;
        this.service = service;
        this.workers = workers;
        this.opener = opener;
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
    synchronized void close() {
        closed = true;
        comings.close();
        turn++;
        notifyAll();
    }

    /** The results that a person has seen need not be kept; what failed or was interrupted waits to be resumed. */
    void forgetSeen(TransfersPane shown) {
        if (service.isOpen() && !shown.settled().isEmpty()) {
            of(service.get()).ifPresent(background -> shown.settled().forEach(id -> forget(background, id)));
        }
    }

    /** Nothing is looked at any more. */
    synchronized void release() {
        if (store != null) {
            store.close();
        }
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
    private synchronized Optional<ImageService> store() {
        if (store == null) {
            try {
                store = opener.places().list().stream().filter(place -> place.kind() == Place.Kind.STORE).findFirst()
                        .map(place -> opener.open(place.choice())).orElse(null);
            } catch (RuntimeException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(store);
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
    private synchronized Optional<BackgroundTransfers> arrive(ImageService here) {
        Optional<BackgroundTransfers> transfers = of(here);
        if (here != place && !closed) {
            place = here;
            heard.clear();
            comings.close();
            comings = transfers.map(there -> there.watch(this::look)).orElse(() -> {});
        }
        return transfers;
    }

    /** After the listing: what has ended has said all. */
    private synchronized Map<String, List<BuildEvent>> said(BackgroundTransfers transfers,
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
