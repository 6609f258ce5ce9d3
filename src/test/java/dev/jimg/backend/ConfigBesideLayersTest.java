package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.Platform;
import dev.jimg.service.Failure;
import dev.jimg.service.PullRequest;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.testing.Await;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The config of an image is not waited for before its layers come. */
class ConfigBesideLayersTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final LayerFixture layer = LayerFixture.gzip(tar -> tar.file("one", "one"));
    private final ImageFixture image = ImageFixture.builder().platform("linux/amd64").layer("one", layer).build();
    private final Content blob = layer.content();
    private final HttpRegistry registry = HttpRegistry.with(image);
    private final StorePlace place = StorePlace.create();
    private final StoreBackend service = place.open();
    private final List<TransferEvent> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        service.close();
        place.close();
        registry.close();
    }

    @Test
    void comesWithThem() {
        registry.sendAfter(image.config(), blob);
        pull(Optional.empty());
        assertTrue(events.get(0) instanceof TransferEvent.Resolved, events.toString());
        assertEquals(Phase.COMPLETE, ((LayerProgress) events.get(events.size() - 1)).phase());
    }

    @Test
    void mayComeWhenAllLayersAreHere() {
        CountDownLatch release = registry.hold(image.config());
        CompletableFuture<Void> pull = CompletableFuture.runAsync(() -> pull(Optional.empty()));
        Await.until(SOON, "the layer is in the store", () -> Files.exists(file(blob)));
        assertEquals(List.of(), List.copyOf(events));
        release.countDown();
        pull.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
        assertTrue(events.get(0) instanceof TransferEvent.Resolved, events.toString());
        assertEquals(List.of(Phase.DOWNLOADING, Phase.VERIFYING, Phase.COMPLETE), events.stream().skip(1)
                .map(event -> ((LayerProgress) event).phase()).distinct().toList());
    }

    @Test
    void comesFirstWhereItMaySayThatThisIsNotWhatWasAskedFor() {
        Failure failure = assertThrows(Failure.class, () -> pull(Optional.of(Platform.parse("linux/s390x"))));
        assertEquals(Failure.Kind.NOT_FOUND, failure.kind());
        assertEquals(0, registry.count(blob.digest()));
        pull(Optional.of(Platform.parse("linux/amd64")));
        assertEquals(1, registry.count(blob.digest()));
    }

    /** The layer would come only after something that nobody asks for. */
    @Test
    void endsTheLayersIfThereIsNone() {
        registry.sendAfter(blob, Content.of("text/plain", "never"));
        registry.lose(image.config());
        Failure failure = assertThrows(Failure.class, () -> pull(Optional.empty()));
        assertEquals(Failure.Kind.NOT_FOUND, failure.kind());
        assertTrue(failure.getMessage().contains(image.config().digest().substring(7, 19)), failure.getMessage());
        assertEquals(List.of(), events);
    }

    private Path file(Content content) {
        return place.store().resolve("blobs").resolve(content.digest().replace(':', '/'));
    }

    private void pull(Optional<Platform> platform) {
        service.pull(new PullRequest(registry.reference(), platform), events::add, Cancellation.none());
    }
}
