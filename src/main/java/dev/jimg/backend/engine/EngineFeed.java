package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ImageFeed;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineEvent;
import dev.jimg.engine.EngineException;
import dev.jimg.service.ImageEvent.Kind;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Tells listeners of changes on an engine: our own as they are made, since the engine does not name what was untagged,
 * and everyone's as the engine tells them (our own then come twice, which is harmless).
 *
 * <p>An engine that goes is waited for. It is told as a change that it went and that it is back, so that whoever asks
 * for the list then hears the reason, or the images.
 */
final class EngineFeed extends ImageFeed {

    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

    /** Docker tells these before its own list of containers knows them. */
    private static final Set<String> LATE = Set.of("start", "die", "pause", "unpause");
    private static final Executor SOON_AFTER = CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS);

    private final EngineClient engine;
    private final Cancellation closing = new Cancellation();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Thread reader;

    EngineFeed(EngineClient engine) {
        this.engine = engine;
    }

    @Override
    protected void listen() {
        if (reader == null) {
            reader = new Thread(this::read, "jimg-engine-events");
            reader.setDaemon(true);
            reader.start();
        }
    }

    @Override
    public void close() {
        super.close();
        closed.countDown();
        closing.cancel();
    }

    /** Until this is closed. */
    private void read() {
        Wait wait = new Wait();
        boolean first = true;
        while (!closing.isCancelled()) {
            boolean again = !first;
            try {
                if (again) {
                    CancellationScope.run(closing, engine::agree);
                }
                engine.events(() -> {
                    wait.reset();
                    if (again) {
                        tell(Kind.CHANGED, "");
                    } else {
                        CancellationScope.run(closing, () -> FilesContainer.clearLeft(engine.containerEndpoints()));
                    }
                }, this::told, closing);
                lost(wait);
            } catch (EngineException e) {
                lost(wait);
            } catch (CancellationException e) {
                return;
            }
            first = false;
        }
    }

    private void lost(Wait wait) {
        if (wait.isFirst()) {
            tell(Kind.CHANGED, "");
        }
        wait.await(closed);
    }

    private void told(EngineEvent event) {
        if (event.forFiles()) {
            return;
        }
        if (!event.type().equals("image")) {
            // A container that comes, goes, starts or ends changes what holds its image.
            if (!event.action().startsWith("exec_") && !event.action().startsWith("health_status")) {
                tell(Kind.CHANGED, "");
            }
            if (LATE.contains(event.action())) {
                SOON_AFTER.execute(() -> tell(Kind.CHANGED, ""));
            }
            return;
        }
        switch (event.action()) {
            case "pull" -> tell(Kind.PULLED, event.subject());
            case "tag" -> tell(Kind.TAGGED, event.name());
            case "delete" -> tell(Kind.DELETED, event.subject());
            default -> tell(Kind.CHANGED, "");
        }
    }

    /** Twice as long from time to time. */
    private static final class Wait {
        private Duration next = FIRST_WAIT;

        boolean isFirst() {
            return next.equals(FIRST_WAIT);
        }

        void reset() {
            next = FIRST_WAIT;
        }

        void await(CountDownLatch closed) {
            Duration now = next;
            next = now.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : now.multipliedBy(2);
            try {
                closed.await(now.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
