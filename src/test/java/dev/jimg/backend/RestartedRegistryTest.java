package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.service.TransferEvent.Waiting;
import dev.jimg.testing.ImageFixture;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A pull whose registry goes away in the middle. */
final class RestartedRegistryTest {

    /** More than the sockets of both sides take: what was not read yet is lost with the registry. */
    private static final ImageFixture IMAGE = ImageFixture.random(1, 24_000_000);

    private final List<Waiting> waits = new CopyOnWriteArrayList<>();

    @Test
    void thePullGoesOnWhenItIsBack() {
        AtomicReference<HttpRegistry> registry = new AtomicReference<>(HttpRegistry.with(IMAGE));
        PullRequest request = PullRequest.of(registry.get().reference());
        int port = registry.get().port();
        try (StorePlace place = StorePlace.create(); ImageService service = place.open()) {
            service.pull(request, stopping(registry.get(), () -> registry.set(HttpRegistry.at(port, IMAGE))),
                    Cancellation.none());
            assertEquals(1, service.list(ListRequest.EVERYTHING).size());
            assertEquals(1, waits.size(), waits::toString);
            assertFalse(waits.get(0).asked());
        } finally {
            registry.get().close();
        }
    }

    @Test
    void aPullThatIsGivenUpKeepsWhatCame() {
        HttpRegistry registry = HttpRegistry.with(IMAGE);
        PullRequest request = PullRequest.of(registry.reference());
        int port = registry.port();
        try (StorePlace place = StorePlace.create(); ImageService service = place.open()) {
            Failure e = assertThrows(Failure.class,
                    () -> service.pull(request, stopping(registry, () -> { }), Cancellation.none()));
            assertEquals(Failure.Kind.UNREACHABLE, e.kind());
            assertTrue(waits.size() > 1, waits::toString);
            try (HttpRegistry again = HttpRegistry.at(port, IMAGE)) {
                long[] first = {-1};
                service.pull(PullRequest.of(again.reference()), event -> {
                    if (event instanceof LayerProgress at && at.phase() == Phase.DOWNLOADING && first[0] < 0) {
                        first[0] = at.done();
                    }
                }, Cancellation.none());
                assertTrue(first[0] > 0, "it began at " + first[0]);
            }
        }
    }

    /** @param back what happens when the registry is waited for */
    private Consumer<TransferEvent> stopping(HttpRegistry registry, Runnable back) {
        return event -> {
            if (event instanceof LayerProgress at && at.phase() == Phase.DOWNLOADING && at.done() > 1_000_000) {
                registry.close();
            } else if (event instanceof Waiting waiting) {
                waits.add(waiting);
                back.run();
            }
        };
    }
}
