package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.testing.Await;
import dev.jimg.testing.Counted;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code kill -9} leaves of a pull. */
@Counted("a killed pull goes on")
final class KilledPullTest {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long MIB = 1 << 20;
    private static final long LAYER = 12 * MIB;

    private RealRegistry registry;
    private FaultProxy proxy;
    private StorePlace place;
    private ImageFixture image;
    private Reference name;

    @BeforeEach
    void open() {
        registry = RealRegistry.open();
        proxy = FaultProxy.before(registry);
        place = StorePlace.create();
        image = ImageFixture.random(1, LAYER);
        image.push(registry, "killed/random:1");
        name = Reference.parse(proxy.hostPort() + "/killed/random:1");
    }

    @AfterEach
    void close() {
        proxy.close();
        registry.close();
        place.close();
    }

    @Test
    void theNextPullGoesOnFromTheBytesThatWereThere() throws Exception {
        long held = 9 * MIB;
        proxy.holdBlobAt(layer(), held);
        killOnceHere(held - MIB);
        proxy.release();
        proxy.forget();
        try (ImageService service = place.open()) {
            assertNothingShows(service);
            PullResult result = pull(service);
            assertTrue(result.fetched() <= blobSize() - held + MIB, "fetched " + result.fetched());
            assertEquals(image.config().digest(), result.image().toString());
            assertEquals(1, proxy.count("/blobs/" + layer()));
            assertEquals("bytes=" + (blobSize() - result.fetched()) + "-" + (blobSize() - 1),
                    proxy.requests("/blobs/" + layer()).get(0).range().orElse("").strip());
            assertEquals(1, service.list(ListRequest.EVERYTHING).size());
            assertEquals(0, service.usage().partial());
        }
    }

    @Test
    void killedAgainAndAgainItGetsThere() throws Exception {
        for (long at = 3 * MIB; at <= 9 * MIB; at += 3 * MIB) {
            proxy.holdBlobAt(layer(), 3 * MIB + MIB / 2);
            killOnceHere(at);
            proxy.release();
            try (ImageService service = place.open()) {
                assertNothingShows(service);
            }
        }
        try (ImageService service = place.open()) {
            assertTrue(pull(service).fetched() <= blobSize() - 9 * MIB);
            assertEquals(image.config().digest(),
                    service.list(ListRequest.EVERYTHING).get(0).id().toString());
        }
    }

    /** Each of eight connections has brought two MiB of a layer, and stands. */
    @Test
    void whatSeveralConnectionsBroughtIsNotFetchedAgain() throws Exception {
        image = ImageFixture.random(1, 48 * MIB);
        image.push(registry, "killed/large:1");
        name = Reference.parse(proxy.hostPort() + "/killed/large:1");
        proxy.throttle(1_000_000);
        proxy.holdBlobAt(layer(), 2 * MIB);
        long held = 8 * 2 * MIB;
        killOnceHere(held - MIB);
        proxy.release();
        proxy.throttle(0);
        try (ImageService service = place.open()) {
            assertNothingShows(service);
            long here = service.usage().partial();
            PullResult result = pull(service);
            assertEquals(blobSize() - here, result.fetched());
            assertTrue(result.fetched() <= blobSize() - held + MIB, "fetched " + result.fetched());
            assertEquals(image.config().digest(), result.image().toString());
            assertEquals(0, service.usage().partial());
        }
    }

    /** Kills a process that pulls as soon as this many bytes of the layer are on the disk. */
    private void killOnceHere(long bytes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), PullMain.class.getName(),
                place.store().toString(), place.store().getParent().toString(), name.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try (ImageService watcher = place.open()) {
            Await.until(BOUND, bytes + " bytes are here", () -> watcher.usage().partial() >= bytes,
                    () -> "alive " + process.isAlive() + ", here " + watcher.usage().partial());
        } finally {
            process.destroyForcibly();
            assertTrue(process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS));
        }
    }

    private static void assertNothingShows(ImageService service) {
        assertEquals(List.of(), service.list(ListRequest.EVERYTHING));
    }

    private PullResult pull(ImageService service) {
        return service.pull(PullRequest.of(name), event -> {}, Cancellation.none());
    }

    private String layer() {
        return image.layers().get(0).content().digest();
    }

    private long blobSize() {
        return image.layers().get(0).content().size();
    }
}
