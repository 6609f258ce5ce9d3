package dev.jimg.tui.run;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.BackgroundWish;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.service.TransferOutcome;
import dev.jimg.service.TransferWork;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Job;
import dev.jimg.tui.state.Outcomes;
import dev.jimg.tui.state.TransfersPane;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Does what the reducer asks for, on worker threads, and posts what comes of it. Every question is answered exactly
 * once, with its answer or with {@link Event.RequestFailed}; every transfer ends with exactly one final event.
 */
public final class EffectRunner implements AutoCloseable {

    /** Under which the one use of the terminal is cancelled; requests and transfers have numbers from 1. */
    private static final long TERMINAL = 0;

    /** For cancelled transfers to end: most do at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Duration patience;
    private final Mailbox mailbox;
    private final ServiceHolder service;
    private final Answers answers;
    private final ServiceOpener opener;
    private final Workers workers = new Workers();
    private final Opening opening;
    private final WarmUp warmUp;
    private final TrashKeeper trash = new TrashKeeper(workers);
    private final Set<Long> transfers = ConcurrentHashMap.newKeySet();
    /** The questions under way that have something to take away at their end. */
    private final Set<Long> takingAway = ConcurrentHashMap.newKeySet();
    private final Set<Cancellation> asides = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<Void>> errands = ConcurrentHashMap.newKeySet();
    private final Map<Long, Cancellation> cancellations = new ConcurrentHashMap<>();
    /** What of the transfers under way another process could go on with. */
    private final Map<Long, BackgroundWish> wishes = new ConcurrentSkipListMap<>();
    private final StoreBeside store;
    private final BackgroundDesk background;
    private final AtomicBoolean closed = new AtomicBoolean();

    public EffectRunner(Mailbox mailbox, ServiceOpener opener, BackendChoice choice) {
        this(mailbox, opener, choice, PATIENCE);
    }

    /** @param patience for cancelled transfers to end */
    EffectRunner(Mailbox mailbox, ServiceOpener opener, BackendChoice choice, Duration patience) {
        this.patience = patience;
        this.mailbox = mailbox;
        this.answers = new Answers(mailbox, opener);
        this.service = new ServiceHolder(opener, choice);
        this.warmUp = new WarmUp(service::get);
        this.opening = new Opening(mailbox, service, workers, trash);
        this.store = new StoreBeside(opener);
        this.background = new BackgroundDesk(mailbox, service, workers, store);
        this.opener = opener;
    }

    /** Opens the service, also after that failed, and hears of changes from then on. */
    public void open() {
        opening.begin();
    }

    /** Opens another service; the one before is closed when the new one is there, and with it what it was doing. */
    private void goTo(BackendChoice choice) {
        workers.run(() -> {
            try {
                ImageService opened = service.exchange(choice, this::closeBefore);
                warmUp.switched();
                opening.close();
                opened.subscribe(change -> mailbox.post(new Event.ImagesChanged()));
                mailbox.post(new Event.BackendSwitched(opened.info()));
                trash.opened(opened);
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.ActionFailed(Failures.of("go there", e)));
            }
        });
    }

    /** Whether an engine may keep what is deleted, so that it can be taken back, and for how many hours all that can be. */
    void keep(boolean onEngines, int hours) {
        trash.keep(onEngines, hours);
    }

    private void closeBefore(ImageService before) {
        transfers.forEach(this::cancel);
        takingAway.forEach(this::cancel);
        workers.run(() -> {
            await(takingAway, patiently());
            before.close();
        });
    }

    /** Does it. Effects on the terminal are not for this runner. */
    public void run(Effect effect) {
        if (effect instanceof Effect.Ask ask) {
            ask(ask);
        } else if (effect instanceof Effect.Forget forget) {
            cancel(forget.request());
        } else if (effect instanceof Effect.OpenService) {
            open();
        } else if (effect instanceof Effect.SwitchBackend there) {
            goTo(there.choice());
        } else if (effect instanceof Effect.StartPull pull) {
            pull(pull);
        } else if (effect instanceof Effect.StartJob job) {
            job(job);
        } else if (effect instanceof Effect.CancelTransfer stop) {
            cancel(stop.transfer());
        } else if (effect instanceof Effect.RunAside aside) {
            aside(aside);
        } else if (!background.does(effect) && Errands.does(effect)) {
            errand(effect);
        }
    }

    /** Whether an answer is still to come. */
    public boolean busy() {
        return workers.busy();
    }

    /**
     * Cancels what runs, and lets go of the service. Waits a moment for the transfers to take away what they have half
     * written, and for the questions that made something to be answered: a program that ends before that leaves it lying
     * about.
     */
    @Override
    public void close() {
        close(false, TransfersPane.EMPTY);
    }

    /**
     * The same, and then has other processes go on with what can go on: what was fetched is kept, and no two write one
     * file.
     *
     * @param shown what the person has seen of the transfers
     * @throws Failure if something could not be handed over
     */
    void close(boolean keep, TransfersPane shown) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        opening.close();
        warmUp.close();
        background.close();
        cancellations.values().forEach(Cancellation::cancel);
        asides.forEach(Cancellation::cancel);
        long end = patiently();
        await(transfers, end);
        await(takingAway, end);
        try {
            background.forgetSeen(shown);
            if (keep) {
                handOver(shown);
            }
        } finally {
            store.close();
            service.close();
            workers.close();
        }
    }

    /** What has not stopped is given as much time again, and then told of: two that do the same would clash. */
    private void handOver(TransfersPane shown) {
        HandOver over = new HandOver(background.transfers(), service.choice(), store, shown);
        over.begin(stopped());
        if (!over.complete(wishes)) {
            await(transfers, patiently());
            over.begin(stopped());
        }
        over.finish(wishes);
    }

    /** What was broken off and is at its end here. One that ends takes its wish away before it leaves the transfers. */
    private Map<Long, BackgroundWish> stopped() {
        Set<Long> running = Set.copyOf(transfers);
        Map<Long, BackgroundWish> result = new TreeMap<>(wishes);
        result.keySet().removeAll(running);
        return result;
    }

    /** Until when what was cancelled is waited for. */
    private long patiently() {
        return System.nanoTime() + patience.toNanos();
    }

    private static void await(Set<Long> running, long end) {
        synchronized (running) {
            long left = (end - System.nanoTime()) / 1_000_000;
            while (!running.isEmpty() && left > 0) {
                try {
                    running.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                left = (end - System.nanoTime()) / 1_000_000;
            }
        }
    }

    private void ask(Effect.Ask ask) {
        workers.runLatest(ask.lane(), () -> {
            Cancellation cancellation = new Cancellation();
            cancellations.put(ask.request(), cancellation);
            if (Answers.takesAway(ask)) {
                takingAway.add(ask.request());
            }
            if (closed.get()) {
                // It waited for the one before it in its lane, which was cancelled.
                cancellation.cancel();
            }
            try {
                mailbox.post(CancellationScope.run(cancellation, () -> answers.answer(service::get, ask, cancellation)));
                if (ask instanceof Effect.ListImages) {
                    warmUp.listed();
                }
            } catch (CancellationException e) {
                // Nobody waits for it any more.
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.RequestFailed(ask.request(), Failures.of(Answers.operation(ask), e)));
            } finally {
                cancellations.remove(ask.request());
                ended(takingAway, ask.request());
            }
        });
    }

    private void pull(Effect.StartPull pull) {
        transfer(pull.transfer(), new Job.Pull(pull.what()));
    }

    private void job(Effect.StartJob start) {
        transfer(start.transfer(), start.job());
    }

    private void transfer(long transfer, Job job) {
        warmUp.transferBegins();
        Cancellation cancellation = new Cancellation();
        cancellations.put(transfer, cancellation);
        transfers.add(transfer);
        workers.run(() -> {
            try {
                mailbox.post(CancellationScope.run(cancellation, () -> end(transfer, job, cancellation)));
                wishes.remove(transfer);
            } catch (CancellationException e) {
                if (!closed.get()) {
                    wishes.remove(transfer);
                }
                mailbox.post(new Event.TransferCancelled(transfer));
            } catch (RuntimeException | Error e) {
                // Not all that is cancelled says so: what breaks as the app closes goes on elsewhere.
                if (!(closed.get() && cancellation.isCancelled())) {
                    wishes.remove(transfer);
                }
                mailbox.post(new Event.TransferFailed(transfer, Failures.of(job.kind(), e)));
            } finally {
                cancellations.remove(transfer, cancellation);
                ended(transfers, transfer);
            }
        });
    }

    private static void ended(Set<Long> running, long number) {
        synchronized (running) {
            running.remove(number);
            running.notifyAll();
        }
    }

    private Event end(long transfer, Job job, Cancellation cancellation) {
        if (job instanceof Job.Verify verify) {
            return VerifyJob.run(service.get(), transfer, verify,
                    event -> mailbox.post(new Event.TransferMoved(transfer, event)), cancellation);
        }
        return done(transfer, work(transfer, job, cancellation));
    }

    private TransferOutcome work(long transfer, Job job, Cancellation cancellation) {
        BackgroundWish wish = Wishes.of(job);
        if (Wishes.bound(wish)) {
            mailbox.post(new Event.TransferBound(transfer));
        } else {
            wishes.put(transfer, wish);
        }
        return new TransferWork(service.get(), () -> opener.copies(service.choice()),
                event -> mailbox.post(new Event.TransferMoved(transfer, event)),
                new BuildJob(transfer, mailbox)::hear, cancellation).run(wish);
    }

    private Event done(long transfer, TransferOutcome outcome) {
        if (outcome instanceof TransferOutcome.Pulled pulled) {
            service.get().updates().allowance().ifPresent(left -> mailbox.post(new Event.AllowanceHeard(left)));
            return new Event.TransferDone(transfer, pulled.result());
        }
        return new Event.JobDone(transfer, Outcomes.text(outcome));
    }

    /** Lets a container have the terminal, and tells when that is over. */
    void lend(Effect.Lend effect, Lending lending) {
        Cancellation cancellation = new Cancellation();
        cancellations.put(TERMINAL, cancellation);
        workers.run(() -> {
            Optional<Failure> failure = Optional.empty();
            try {
                CancellationScope.run(cancellation, service::get);
                lending.run(service.get(), effect, cancellation);
            } catch (CancellationException | IOException e) {
                // The program ends, or its terminal has gone.
            } catch (RuntimeException | Error e) {
                failure = Optional.of(Failures.of("lend the terminal", e));
            } finally {
                cancellations.remove(TERMINAL);
                mailbox.post(new Event.TerminalReturned());
            }
            failure.ifPresent(known -> mailbox.post(new Event.ActionFailed(known)));
        });
    }

    private void aside(Effect.RunAside effect) {
        Cancellation cancellation = new Cancellation();
        // No number is needed: nobody cancels it but the end of the app.
        asides.add(cancellation);
        workers.run(() -> {
            try {
                mailbox.post(AsideProgram.run(effect.program(), cancellation));
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.ActionFailed(Failures.of("run", e)));
            } finally {
                asides.remove(cancellation);
            }
        });
    }

    /** Who asks what to take back means also what was asked for just before, and is not done yet. */
    private void errand(Effect effect) {
        List<CompletableFuture<Void>> earlier = List.copyOf(errands);
        CompletableFuture<Void> done = new CompletableFuture<>();
        errands.add(done);
        workers.run(() -> {
            try {
                if (effect instanceof Effect.FindUndo) {
                    earlier.forEach(CompletableFuture::join);
                }
                mailbox.post(Errands.run(service.get(), effect, mailbox::post));
            } catch (RuntimeException | Error e) {
                mailbox.post(new Event.ActionFailed(Failures.of(Errands.operation(effect), e)));
            } finally {
                errands.remove(done);
                done.complete(null);
            }
        });
    }

    /** Runs what breaks the wait of the operation beside the loop, for it may close a socket. */
    private void cancel(long id) {
        wishes.remove(id);
        Cancellation cancellation = cancellations.get(id);
        if (cancellation != null) {
            workers.run(cancellation::cancel);
        }
    }
}
