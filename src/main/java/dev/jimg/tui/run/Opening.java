package dev.jimg.tui.run;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.tui.state.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Opens the service behind the first frame. One that does not answer is waited for: an engine that is started after the
 * program is there without a key press. Any other obstacle wants a person, and a refresh.
 */
final class Opening implements AutoCloseable {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    private final Mailbox mailbox;
    private final ServiceHolder service;
    private final Workers workers;
    private final TrashKeeper trash;

    /** Of what was asked last; who tries for an earlier one gives up. */
    private final AtomicLong turn = new AtomicLong();

    Opening(Mailbox mailbox, ServiceHolder service, Workers workers, TrashKeeper trash) {
        this.mailbox = mailbox;
        this.service = service;
        this.workers = workers;
        this.trash = trash;
    }

    /** Opens it, also after that failed, and hears of changes from then on. */
    void begin() {
        long mine = turn.incrementAndGet();
        workers.runLatest(this, () -> attempt(mine, FIRST_WAIT));
    }

    /** It is not wanted any more: another place is open, or the program ends. */
    @Override
    public void close() {
        turn.incrementAndGet();
    }

    /** Attempts follow one another, never two at a time, or two services would be open. */
    private void attempt(long mine, Duration wait) {
        if (mine != turn.get() || service.isOpen()) {
            return;
        }
        try {
            ImageService opened = service.open();
            if (mine == turn.get()) {
                opened.subscribe(change -> mailbox.post(new Event.ImagesChanged()));
                mailbox.post(new Event.BackendOpened(opened.info()));
                trash.opened(opened);
            }
        } catch (RuntimeException | Error e) {
            Failure failure = Failures.of("open the image service", e);
            // Said once: it would hide what else there is to say.
            if (wait.equals(FIRST_WAIT)) {
                mailbox.post(new Event.BackendFailed(failure));
            }
            if (failure.kind() == Failure.Kind.UNREACHABLE) {
                later(mine, wait);
            }
        }
    }

    private void later(long mine, Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        Duration next = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS).execute(() -> {
            try {
                if (mine == turn.get()) {
                    workers.runLatest(this, () -> attempt(mine, next));
                }
            } catch (RejectedExecutionException e) {
                // The program ended in this moment.
            }
        });
    }
}
