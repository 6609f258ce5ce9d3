package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.Backend;
import dev.jimg.service.BackendOwner;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageServiceContract;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.testing.Counted;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.LayerFixture.Compression;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several services on one store at the same time, as several processes are. */
@Counted("pulls, prune and tags at once")
final class ConcurrentUseTest extends ImageServiceContract implements BackendOwner {

    private static final int ROUNDS = 15;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<ImageService> others = new ArrayList<>();

    @Override
    public Backend backend() {
        return StorePlace.create();
    }

    @AfterEach
    void closeOthers() {
        others.forEach(ImageService::close);
        others.clear();
    }

    @AfterAll
    void endThreads() {
        threads.shutdown();
    }

    private ImageService other() {
        ImageService other = backend.open();
        others.add(other);
        return other;
    }

    private CompletableFuture<PullResult> pulling(ImageService puller, Reference name) {
        return CompletableFuture.supplyAsync(
                () -> puller.pull(PullRequest.of(name), event -> {}, Cancellation.none()), threads);
    }

    @Test
    void tenPullsOfOneImageFetchEachBlobOnce() throws Exception {
        ImageFixture image = ImageFixture.random(5, 200_000);
        Reference name = pushed(image, "ten/random:1");
        List<CompletableFuture<PullResult>> pulls = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pulls.add(pulling(other(), name));
        }
        for (CompletableFuture<PullResult> pull : pulls) {
            assertEquals(id(image), pull.get(BOUND.toSeconds(), TimeUnit.SECONDS).image());
        }
        for (LayerFixture layer : image.layers()) {
            assertEquals(1, proxy.count("/blobs/" + layer.content().digest()));
        }
        assertEquals(1, images().size());
    }

    @Test
    void differentPullsAtOnceLoseNoName() throws Exception {
        List<CompletableFuture<PullResult>> pulls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pulls.add(pulling(other(), pushed(small("many-" + i), "many/small:" + i)));
        }
        for (CompletableFuture<PullResult> pull : pulls) {
            assertTrue(pull.get(BOUND.toSeconds(), TimeUnit.SECONDS).fresh());
        }
        assertEquals(12, images().size());
        assertTrue(images().stream().allMatch(image -> image.health() == ImageSummary.Health.GOOD));
    }

    @Test
    void removingAnImageNeverTakesALayerFromAPullUnderWay() throws Exception {
        LayerFixture shared = LayerFixture.random(Compression.NONE, 1, 300_000);
        Reference base = pushed(ImageFixture.builder().layer("base", shared).build(), "race/base:1");
        Reference top = pushed(ImageFixture.builder().layer("base", shared)
                .layer("top", LayerFixture.random(Compression.NONE, 2, 300_000)).build(), "race/top:1");
        ImageService puller = other();
        for (int round = 0; round < ROUNDS; round++) {
            pull(base);
            CompletableFuture<PullResult> pull = pulling(puller, top);
            assertEquals(List.of(), service.remove(RemoveRequest.of(List.of(base.familiar()))).failures());
            pull.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            List<ImageSummary> left = puller.list(ListRequest.EVERYTHING);
            assertEquals(List.of(top), left.get(0).tags());
            assertEquals(ImageSummary.Health.GOOD, left.get(0).health());
            assertEquals(2, puller.history(top.familiar()).stream().filter(row -> row.size() == 300_000).count());
            puller.remove(RemoveRequest.of(List.of(top.familiar())));
        }
        assertEquals(List.of(), images());
    }
}
