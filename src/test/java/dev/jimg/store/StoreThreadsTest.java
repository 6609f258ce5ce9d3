package dev.jimg.store;

import static dev.jimg.store.StoreFixture.digest;
import static dev.jimg.store.StoreFixture.ref;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.testing.Counted;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pulls, removals, sweeps and lists at once, from two store objects as two programs would have them. */
@Counted("threads on one store")
class StoreThreadsTest {

    private static final int PULLERS = 4;
    private static final int ROUNDS = 15;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ImageStore store;
    private ImageStore other;

    @BeforeEach
    void open() {
        store = ImageStore.open(directory.resolve("store"));
        other = ImageStore.open(store.root());
    }

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    /** Images that share a layer, so that one's removal races with another's pull. */
    private static List<ImageFixture> images() {
        LayerFixture shared = LayerFixture.gzip(tar -> tar.file("shared", "shared"));
        List<ImageFixture> images = new ArrayList<>();
        for (int i = 0; i < PULLERS; i++) {
            String own = "own " + i;
            images.add(ImageFixture.builder().layer("shared", shared)
                    .layer(own, LayerFixture.gzip(tar -> tar.file("own", own))).build());
        }
        return images;
    }

    private static void pull(ImageStore store, ImageFixture image, String name) {
        try (Lease lease = store.lease("pull " + name)) {
            lease.protect(Stream.concat(Stream.of(image.root().digest(), image.config().digest()),
                    image.layers().stream().map(layer -> layer.content().digest())).map(Digest::parse).toList());
            StoreFixture.putBlobs(store, image);
            store.images().add(StoreFixture.descriptor(image.root()), Optional.of(ref(name)), List.of());
        }
    }

    private static void remove(ImageStore store, ImageFixture image, String name) {
        store.garbage().remove(new Removal(Set.of(ref(name)), Set.of(digest(image))));
    }

    @Test
    void aStoreThatIsJustBeingCreatedIsNobodyElsesDirectory() throws Exception {
        for (int round = 0; round < 2 * ROUNDS; round++) {
            Layout layout = new Layout(directory.resolve("new-" + round));
            AtomicBoolean created = new AtomicBoolean();
            List<Future<?>> lookers = new ArrayList<>();
            for (int i = 0; i < PULLERS; i++) {
                lookers.add(threads.submit(() -> {
                    while (!created.get()) {
                        layout.refuseWhatIsNoStore("read the store");
                    }
                }));
            }
            ImageStore.open(layout.root()).lease("create").close();
            created.set(true);
            for (Future<?> looker : lookers) {
                looker.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void neverLosesABlobOfAPullToARemovalOrASweep() throws Exception {
        List<ImageFixture> images = images();
        AtomicBoolean over = new AtomicBoolean();
        Future<Integer> sweeper = threads.submit(() -> {
            int sweeps = 0;
            for (; !over.get(); sweeps++) {
                other.garbage().sweep(Duration.ZERO);
                other.images().list();
            }
            return sweeps;
        });
        List<Future<?>> pullers = new ArrayList<>();
        for (int i = 0; i < PULLERS; i++) {
            ImageFixture image = images.get(i);
            ImageStore own = i % 2 == 0 ? store : other;
            String name = "app:" + i;
            pullers.add(threads.submit(() -> {
                for (int round = 0; round < ROUNDS; round++) {
                    pull(own, image, name);
                    StoredImage listed = own.images().list().named(ref(name)).orElseThrow();
                    assertEquals(Optional.empty(), listed.damage());
                    assertEquals(List.of(), own.images().incomplete(listed));
                    if (round < ROUNDS - 1) {
                        remove(own, image, name);
                    }
                }
            }));
        }
        for (Future<?> puller : pullers) {
            puller.get(120, TimeUnit.SECONDS);
        }
        over.set(true);
        assertTrue(sweeper.get(30, TimeUnit.SECONDS) > 0);
        Listing listing = ImageStore.open(store.root()).images().list();
        assertEquals(PULLERS, listing.images().size());
        assertTrue(listing.images().stream().allMatch(image -> image.damage().isEmpty()));
        for (int i = 0; i < PULLERS; i++) {
            remove(store, images.get(i), "app:" + i);
        }
        assertEquals(0, store.usage().blobs());
    }
}
