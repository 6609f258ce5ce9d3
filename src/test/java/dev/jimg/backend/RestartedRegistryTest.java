package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.TransferEvent.Waiting;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RawRegistry;
import dev.jimg.testing.ReopenedPort;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A pull whose registry goes away in the middle. */
final class RestartedRegistryTest {

    private static final ImageFixture IMAGE = ImageFixture.random(1, 3_000_000);
    private static final int SOME = 500_000;
    private static final int BEGINNING = 1_000_000;

    private final List<Waiting> waits = new CopyOnWriteArrayList<>();

    @Test
    void thePullGoesOnWhenItIsBack() {
        int port = ReopenedPort.choose();
        AtomicReference<HttpRegistry> back = new AtomicReference<>();
        try (RawRegistry registry = falteringAt(port); StorePlace place = StorePlace.create();
                ImageService service = place.open()) {
            pullFrom(registry, service, () -> back.set(HttpRegistry.at(port, IMAGE)));
            assertEquals(1, service.list(ListRequest.EVERYTHING).size());
            assertFalse(waits.isEmpty());
            assertFalse(waits.get(0).asked());
        } finally {
            if (back.get() != null) {
                back.get().close();
            }
        }
    }

    @Test
    void aPullThatIsGivenUpKeepsWhatCame() {
        try (RawRegistry registry = falteringAt(ReopenedPort.choose()); StorePlace place = StorePlace.create();
                ImageService service = place.open()) {
            Failure e = assertThrows(Failure.class, () -> pullFrom(registry, service, () -> { }));
            assertEquals(Failure.Kind.UNREACHABLE, e.kind());
            assertFalse(waits.isEmpty());
            try (HttpRegistry again = HttpRegistry.with(IMAGE)) {
                FirstDownload first = new FirstDownload();
                service.pull(PullRequest.of(again.reference()), first, Cancellation.none());
                assertTrue(first.done() > 0, () -> "it began at " + first.done());
            }
        }
    }

    /** Sends a third of the layer, and no more until it is closed: however slow who reads is, the rest is not on its way. */
    private static RawRegistry falteringAt(int port) {
        return new RawRegistry(port, IMAGE, (asked, out) -> {
            byte[] right = asked.right();
            boolean layer = asked.content().size() > BEGINNING;
            out.write(right, 0, layer ? Math.min(BEGINNING, right.length) : right.length);
            out.flush();
            if (layer) {
                new CountDownLatch(1).await();
            }
        });
    }

    /** @param back what happens when the registry is waited for */
    private void pullFrom(RawRegistry registry, ImageService service, Runnable back) {
        service.pull(PullRequest.of(HttpRegistry.reference(registry.hostPort())), event -> {
            if (event instanceof LayerProgress at && at.phase() == Phase.DOWNLOADING && at.done() > SOME) {
                registry.close();
            } else if (event instanceof Waiting waiting) {
                waits.add(waiting);
                if (waits.size() == 1) {
                    back.run();
                }
            }
        }, Cancellation.none());
    }
}
