package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryOptions;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.VerifyRequest;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RawRegistry;
import dev.jimg.testing.Tally;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull from a registry that does each thing wrong, in each of the parts of an image. */
final class FaultyBodiesTest {

    private static final URI NOBODY = URI.create("http://127.0.0.1:1/");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration NO_PATIENCE = Duration.ofMillis(100);
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final ImageFixture image = ImageFixture.random(1, 300_000);

    private ImageService open(Path store, Duration idle) {
        return StorePlace.open(store, directory, NOBODY, idle);
    }

    @Test
    void theRightBytesOrAnError() {
        Tally tally = new Tally("faulty answers");
        int pulled = 0;
        for (Content part : List.of(image.root(), image.config(), image.layers().get(0).content())) {
            for (BodyFault fault : BodyFault.values()) {
                boolean[] came = new boolean[1];
                tally.held(fault + " of " + part.mediaType(), () -> came[0] = comesWholeOrNotAtAll(fault, part));
                pulled += came[0] ? 1 : 0;
            }
        }
        System.out.println("faults: faulty answers: " + pulled + " pulled all the same");
        assertTrue(pulled > BodyFault.values().length / 2, "only " + pulled + " came through");
        tally.done(3 * BodyFault.values().length);
    }

    /** Whether it came. */
    private boolean comesWholeOrNotAtAll(BodyFault fault, Content part) throws Exception {
        Path store = directory.resolve(fault + "-" + part.digest().substring(7, 19));
        try (RawRegistry registry = new RawRegistry(image, (asked, out) -> {
            if (asked.content().equals(part)) {
                fault.answer(asked, out);
            } else {
                out.write(asked.right());
            }
        }); ImageService service = open(store, fault.isSilent() ? NO_PATIENCE : PATIENCE)) {
            boolean came = pull(service, registry);
            assertEquals(came ? 1 : 0, service.list(ListRequest.EVERYTHING).size());
            assertTrue(service.verify(new VerifyRequest(List.of(), false), progress -> { }, Cancellation.none()).good());
            for (Path blob : FaultScene.files(store.resolve("blobs/sha256"))) {
                assertEquals(blob.getFileName().toString(), Digest.of(Files.readAllBytes(blob)).hex(), "a bad blob");
            }
            return came;
        }
    }

    private boolean pull(ImageService service, RawRegistry registry) throws Exception {
        CompletableFuture<Boolean> end = CompletableFuture.supplyAsync(() -> {
            try {
                service.pull(PullRequest.of(Reference.parse(registry.hostPort() + "/faulty/image:1")), event -> { },
                        Cancellation.none());
                return true;
            } catch (Failure e) {
                assertFalse(e.getMessage().isBlank());
                assertEquals(1, e.getMessage().lines().count(), e.getMessage());
                return false;
            }
        });
        return end.get(BOUND.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aByteASecondIsProgressAndCanBeStopped() throws Exception {
        CountDownLatch second = new CountDownLatch(2);
        try (RawRegistry registry = new RawRegistry(image, (asked, out) -> {
            if (asked.content().size() < 300_000) {
                out.write(asked.right());
                return;
            }
            for (byte one : asked.right()) {
                out.write(one);
                second.countDown();
                if (new CountDownLatch(1).await(1, TimeUnit.SECONDS)) {
                    return;
                }
            }
        }); ImageService service = open(directory.resolve("slow"), PATIENCE)) {
            Cancellation cancellation = new Cancellation();
            CompletableFuture<?> pull = CompletableFuture.supplyAsync(() -> service.pull(PullRequest.of(
                    Reference.parse(registry.hostPort() + "/slow/image:1")), event -> { }, cancellation));
            assertTrue(second.await(BOUND.toSeconds(), TimeUnit.SECONDS));
            assertFalse(pull.isDone());
            cancellation.cancel();
            ExecutionException end = assertThrows(ExecutionException.class,
                    () -> pull.get(SOON.toMillis(), TimeUnit.MILLISECONDS));
            assertTrue(end.getCause() instanceof CancellationException, end::toString);
        }
    }

    @Test
    void silenceEndsAfterAMinuteUnlessToldOtherwise() {
        RegistryOptions options = RegistryOptions.of(new Environment(Map.of(), directory, directory));
        assertEquals(Duration.ofSeconds(60), options.idleTimeout());
    }
}
