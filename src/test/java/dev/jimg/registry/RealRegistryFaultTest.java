package dev.jimg.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.testing.Content;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against Debian's docker-registry over a line that breaks. */
class RealRegistryFaultTest {

    private static RealRegistry registry;
    private static ImageFixture image;
    private static Fixture.Pushed pushed;
    private final RegistryClient client = Clients.anonymous();
    private FaultProxy line;
    private Reference name;

    @BeforeAll
    static void pushAnImage() {
        registry = RealRegistry.open();
        image = ImageFixture.random(1, 2_000_000);
        pushed = image.push(registry, "team/app:1");
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    @BeforeEach
    void connect() {
        line = FaultProxy.before(registry);
        name = Reference.parse(line.hostPort() + "/team/app:1");
    }

    @AfterEach
    void disconnect() {
        client.close();
        line.close();
    }

    @Test
    void continuesALayerThatIsCutThreeTimes() throws IOException {
        line.cutAt(layer().digest(), 300_000, 3);
        assertArrayEquals(layer().bytes(), open(Cancellation.none()).readAllBytes());
        assertEquals(Optional.of("bytes=300000-" + (layer().size() - 1)), line.requests("/blobs/").get(1).range());
        assertEquals(4, line.count("/blobs/"));
    }

    @Test
    void continuesWhereRangesAreIgnored() throws IOException {
        line.cutAt(layer().digest(), 300_000, 1).ignoreRange(layer().digest());
        assertArrayEquals(layer().bytes(), open(Cancellation.none()).readAllBytes());
    }

    @Test
    void getsPastABusyRegistry() {
        line.answer("/manifests/", 503, 2).answer("/manifests/", 429, 1, "Retry-After: 0");
        assertEquals(pushed.manifestDigest(), client.manifest(name, Cancellation.none()).digest().toString());
    }

    @Test
    void refusesABitThatFlipped() {
        line.corruptAt("/manifests/", 20, 1);
        RegistryException e =
                assertThrows(RegistryException.class, () -> client.manifest(name, Cancellation.none()));
        assertEquals(Kind.CORRUPT, e.kind());
    }

    @Test
    void aCancellationBreaksOffALayerThatStandsStill() throws Exception {
        line.holdBlobAt(layer().digest(), 500_000);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<byte[]> reading = CompletableFuture.supplyAsync(() -> {
            try {
                return open(cancellation).readAllBytes();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
        line.awaitHeld(Duration.ofSeconds(10));
        cancellation.cancel();
        Throwable e = assertThrows(Exception.class, () -> reading.get(5, TimeUnit.SECONDS));
        Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
        assertEquals(CancellationException.class, cause.getClass());
    }

    private BlobStream open(Cancellation cancellation) {
        Descriptor blob = Descriptor.of(MediaType.OCI_LAYER_GZIP, Digest.parse(layer().digest()), layer().size());
        return client.blob(name, blob, 0, cancellation);
    }

    private static Content layer() {
        return image.layers().get(0).content();
    }
}
