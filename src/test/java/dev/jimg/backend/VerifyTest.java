package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Backend;
import dev.jimg.service.BackendOwner;
import dev.jimg.service.Failure;
import dev.jimg.service.Flaw;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageServiceContract;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.VerifyProgress;
import dev.jimg.service.VerifyRequest;
import dev.jimg.service.VerifyResult;
import dev.jimg.service.VerifyResult.Damage;
import dev.jimg.testing.Content;
import dev.jimg.testing.ImageFixture;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Bytes that changed on the disk are found and, where a registry still has them, mended. */
final class VerifyTest extends ImageServiceContract implements BackendOwner {

    private StorePlace place;

    @Override
    public Backend backend() {
        place = StorePlace.create();
        return place;
    }

    private VerifyResult verify(boolean repair, String... images) {
        return service.verify(new VerifyRequest(List.of(images), repair), progress -> { }, Cancellation.none());
    }

    private Path file(String digest) {
        return place.store().resolve("blobs").resolve(digest.replace(':', '/'));
    }

    private static void flipAByte(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void whatIsWholeIsCalledSoAndAllOfItIsRead() {
        ImageFixture image = ImageFixture.layers(3);
        pulled(image, "whole/layers:1");
        AtomicReference<VerifyProgress> last = new AtomicReference<>();
        VerifyResult result = service.verify(new VerifyRequest(List.of(), false), last::set, Cancellation.none());
        assertTrue(result.good());
        assertEquals(List.of(), result.damages());
        assertEquals(1, result.images());
        assertEquals(last.get().total(), last.get().done());
        assertEquals(last.get().total(), result.bytes());
    }

    @Test
    void eachKindOfBlobIsNamedAndMendedWhereTheRegistryHasIt() throws IOException {
        ImageFixture image = ImageFixture.layers(3);
        Reference name = pulled(image, "flipped/layers:1");
        Reference other = pulled(small("other"), "flipped/small:1");
        String layer = image.layers().get(0).content().digest();
        flipAByte(file(layer));
        Files.delete(file(image.layers().get(1).content().digest()));
        flipAByte(file(image.config().digest()));

        VerifyResult found = verify(false);
        assertFalse(found.good());
        assertEquals(List.of("config", "layer", "layer"), found.damages().stream().map(Damage::kind).toList());
        assertTrue(found.damages().stream().allMatch(damage -> damage.images().equals(List.of(name.familiar()))));
        assertTrue(found.damages().stream().anyMatch(damage -> damage.blob().toString().equals(layer)));
        assertTrue(verify(false, other.familiar()).good(), "only what was asked for is looked at");

        VerifyResult mended = verify(true);
        assertTrue(mended.good(), mended.toString());
        assertEquals(3, mended.damages().size());
        assertEquals(List.of(), verify(false).damages());
    }

    @Test
    void whatTheRegistryHasNoMoreStaysNamedAndNothingElseIsLost() throws IOException {
        ImageFixture image = small("orphan");
        pulled(image, "orphan/small:1");
        Path layer = file(image.layers().get(0).content().digest());
        flipAByte(layer);
        proxy.answer("/blobs/", 404, 100);
        VerifyResult result = verify(true);
        assertFalse(result.good());
        Failure why = result.damages().get(0).repair().orElseThrow().failure().orElseThrow();
        assertEquals(Failure.Kind.NOT_FOUND, why.kind());
        assertTrue(Files.exists(layer));
        assertEquals(1, verify(false).damages().size());
    }

    private List<Flaw> flaws(ImageService asked, Reference name) {
        return asked.list(ListRequest.EVERYTHING).stream().filter(image -> image.tags().contains(name))
                .findFirst().orElseThrow().health().flaws();
    }

    @Test
    void whatWasFoundIsKnownToTheListAlsoOfAnotherProcessUntilItIsMended() throws IOException {
        ImageFixture image = ImageFixture.layers(3);
        Reference name = pulled(image, "remembered/layers:1");
        Reference other = pulled(small("other"), "remembered/small:1");
        String layer = image.layers().get(1).content().digest();
        flipAByte(file(layer));
        assertEquals(List.of(), flaws(service, name), "nobody has read it");
        verify(false);
        List<Flaw> expected = List.of(new Flaw(Digest.parse(layer), Flaw.Part.LAYER, Flaw.Kind.WRONG_BYTES,
                image.layers().get(1).content().size(), image.layers().get(1).content().size()));
        assertEquals(expected, flaws(service, name));
        assertEquals(List.of(), flaws(service, other));
        try (ImageService next = place.open()) {
            assertEquals(expected, flaws(next, name));
            verify(true);
            assertEquals(List.of(), flaws(next, name), "another file lies there now");
        }
        assertEquals(List.of(), flaws(service, name));
    }

    @Test
    void aPullMendsWhatIsKnownToBeDamagedAndReadsNothingElse() throws IOException {
        ImageFixture image = ImageFixture.layers(3);
        Reference name = pulled(image, "mended/layers:1");
        String known = image.layers().get(1).content().digest();
        flipAByte(file(known));
        verify(false);
        String unread = image.layers().get(2).content().digest();
        flipAByte(file(unread));
        PullPlan plan = service.plan(PullRequest.of(name), Cancellation.none());
        assertFalse(plan.upToDate());
        assertEquals(List.of(known), plan.layers().stream().filter(layer -> !layer.complete())
                .map(layer -> layer.blob().digest().toString()).toList());
        proxy.forget();

        PullResult result = service.pull(PullRequest.of(name), event -> { }, Cancellation.none());
        assertTrue(result.fresh());
        assertEquals(image.layers().get(1).content().size(), result.fetched());
        assertEquals(List.of(), flaws(service, name));
        assertEquals(0, proxy.requests(unread).size());
        assertEquals(List.of(unread), verify(false).damages().stream().map(damage -> damage.blob().toString()).toList());
    }

    @Test
    void aBlobOfAnotherSizeIsSeenWithoutReadingIt() throws IOException {
        ImageFixture image = ImageFixture.layers(3);
        Reference name = pulled(image, "cut/layers:1");
        Path layer = file(image.layers().get(2).content().digest());
        Files.setPosixFilePermissions(layer, PosixFilePermissions.fromString("rw-------"));
        Files.write(layer, new byte[12]);
        AtomicInteger told = new AtomicInteger();
        try (ImageService next = place.open()) {
            next.subscribe(change -> told.incrementAndGet());
            next.list(ListRequest.EVERYTHING);
            next.usage();
            Flaw flaw = flaws(next, name).get(0);
            assertEquals(Flaw.Kind.WRONG_SIZE, flaw.kind());
            assertEquals(12, flaw.size());
            int changes = told.get();
            assertTrue(changes > 0, "who shows the list is told");
            next.usage();
            assertEquals(changes, told.get(), "once");
            next.pull(PullRequest.of(name), event -> { }, Cancellation.none());
            assertEquals(List.of(), flaws(next, name));
        }
    }

    @Test
    void whatIsWrittenInTheMemoryOfDamageHarmsNothing() throws IOException {
        Reference name = pulled(small("scribble"), "scribble/small:1");
        Path memory = place.store().resolve("cache").resolve("damage");
        Files.createDirectories(memory.getParent());
        Files.writeString(memory, "sha256:xyz 1 2\n\u0000 sha256:" + "0".repeat(64) + " 5 5\nsha256:"
                + "0".repeat(64) + " 99999999999999999999 5\n");
        assertEquals(List.of(), flaws(service, name));
    }

    /** The manifest of the second image came from another tool: this one would not take it. */
    @Test
    void aDescriptorThatLiesAboutASizeIsHeldAgainstItsOwnImageAndNothingIsFetchedForIt() throws IOException {
        ImageFixture image = ImageFixture.layers(2);
        Reference name = pulled(image, "honest/layers:1");
        String layer = image.layers().get(0).content().digest();
        long size = image.layers().get(0).content().size();
        for (long said : new long[] {size + 1, size - 1}) {
            Content lie = Content.of(image.root().mediaType(), Files.readString(image.root().file())
                    .replaceAll("(\"size\"\\s*:\\s*)" + size + "\\b", "$1" + said));
            Files.copy(lie.file(), file(lie.digest()));
            Path index = place.store().resolve("index.json");
            String before = Files.readString(index);
            Files.writeString(index, before.replaceFirst("\"manifests\"\\s*:\\s*\\[", "$0{\"mediaType\":\""
                    + lie.mediaType() + "\",\"digest\":\"" + lie.digest() + "\",\"size\":" + lie.size()
                    + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"example.com/lie:1\"}},"));
            proxy.forget();

            VerifyResult result = verify(true);
            assertEquals(1, result.damages().size(), result.toString());
            assertEquals(layer, result.damages().get(0).blob().toString());
            assertEquals(List.of("example.com/lie:1"), result.damages().get(0).images());
            assertEquals(Failure.Kind.CORRUPT,
                    result.damages().get(0).repair().orElseThrow().failure().orElseThrow().kind());
            assertEquals(0, proxy.requests(layer).size());
            assertTrue(verify(false, name.familiar()).good());
            assertEquals(List.of(), flaws(service, name));
            Files.writeString(index, before);
        }
        flipAByte(file(layer));
        assertTrue(verify(true).good(), "what is wrong is mended all the same");
    }

    @Test
    void canBeStopped() {
        pulled(small("stopped"), "stopped/small:1");
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        Assertions.assertThrows(CancellationException.class,
                () -> service.verify(new VerifyRequest(List.of(), false), progress -> { }, cancellation));
    }
}
