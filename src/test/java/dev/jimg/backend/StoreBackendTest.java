package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Backend;
import dev.jimg.service.BackendOwner;
import dev.jimg.service.ImageEvent;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageServiceContract;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullEvents;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the embedded store promises beyond the contract of every backend. */
final class StoreBackendTest extends ImageServiceContract implements BackendOwner {

    private StorePlace place;

    @Override
    public Backend backend() {
        place = StorePlace.create();
        return place;
    }

    /** Cancels a pull that is held at this many bytes of its only layer, and returns the bytes that are here then. */
    private long interrupted(ImageFixture image, Reference name, long bytes) throws Exception {
        proxy.holdBlobAt(blob(image), bytes);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<PullResult> pull = pullInBackground(name, new PullEvents(), cancellation);
        proxy.awaitHeld(BOUND);
        // What the other side has sent need not have arrived.
        Await.until(BOUND, "some of it is on the disk", () -> service.usage().partial() > 0);
        cancellation.cancel();
        assertThrows(ExecutionException.class, () -> pull.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        proxy.release();
        proxy.forget();
        return service.usage().partial();
    }

    private static String blob(ImageFixture image) {
        return image.layers().get(0).content().digest();
    }

    private Path file(String digest) {
        return place.store().resolve("blobs").resolve(digest.replace(':', '/'));
    }

    @Test
    void goesOnFromTheBytesItHad() throws Exception {
        ImageFixture image = ImageFixture.random(1, 2_000_000);
        long size = image.layers().get(0).content().size();
        Reference name = pushed(image, "resume/random:1");
        long here = interrupted(image, name, 1_500_000);
        PullPlan plan = service.plan(PullRequest.of(name), Cancellation.none());
        assertEquals(here, plan.bytesHere());
        assertEquals(size - here, plan.bytesToFetch());
        assertFalse(plan.upToDate());
        PullEvents events = new PullEvents();
        PullResult result = service.pull(PullRequest.of(name), events, Cancellation.none());
        assertEquals(size - here, result.fetched());
        assertEquals(here, events.of(events.resolved().layers().get(0).layer()).get(0).done());
        events.check();
        assertEquals(0, service.usage().partial());
    }

    @Test
    void bytesThatWentBadOnTheDiskAreFetchedAgain() throws Exception {
        ImageFixture image = ImageFixture.random(1, 2_000_000);
        Reference name = pushed(image, "rotten/random:1");
        assertTrue(interrupted(image, name, 1_500_000) > 0);
        Path partial;
        try (var files = Files.list(place.store().resolve("ingest"))) {
            partial = files.filter(file -> file.getFileName().toString().startsWith("sha256-")).findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(partial);
        bytes[10] ^= 1;
        Files.write(partial, bytes);
        assertEquals(id(image), pull(name).image());
    }

    @Test
    void aPassingFaultOnTheWayIsMended() {
        ImageFixture image = ImageFixture.random(1, 300_000);
        Reference name = pushed(image, "passing/random:1");
        proxy.corruptAt("/blobs/" + blob(image), 1000, 1);
        assertEquals(id(image), pull(name).image());
    }

    @Test
    void twoProcessesFetchEachBlobOnce() throws Exception {
        ImageFixture image = ImageFixture.random(2, 500_000);
        Reference name = pushed(image, "processes/random:1");
        proxy.holdBlobAt(blob(image), 100_000);
        try (ImageService other = place.open()) {
            CompletableFuture<PullResult> first = pullInBackground(name, new PullEvents(), Cancellation.none());
            proxy.awaitHeld(BOUND);
            PullEvents events = new PullEvents();
            CompletableFuture<PullResult> second = CompletableFuture.supplyAsync(
                    () -> other.pull(PullRequest.of(name), events, Cancellation.none()));
            Await.until(BOUND, "the second one waits", () -> events.count() > 1, () -> "" + events.count());
            proxy.release();
            PullResult one = first.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            PullResult two = second.get(BOUND.toSeconds(), TimeUnit.SECONDS);
            assertEquals(image.layers().stream().mapToLong(layer -> layer.content().size()).sum(),
                    one.fetched() + two.fetched());
            events.check();
            assertEquals(1, proxy.count("/blobs/" + blob(image)));
        }
    }

    @Test
    void hearsOfChangesByOthers() {
        Tools.require("skopeo");
        List<ImageEvent> events = new CopyOnWriteArrayList<>();
        Reference name = pulled(small("seen"), "seen/small:1");
        ImageEvent changed = new ImageEvent(ImageEvent.Kind.CHANGED, "");
        try (ImageService other = place.open()) {
            other.subscribe(events::add);
            service.tag(name.familiar(), Reference.parse("seen/alias:1"));
            Await.until(BOUND, "another service's tag is told", () -> events.contains(changed), events::toString);
            events.clear();
            Run.command("skopeo", "copy", "-q", "--src-tls-verify=false", "docker://" + name,
                    "oci:" + place.store() + ":copied/by:skopeo");
            Await.until(BOUND, "skopeo's copy is told", () -> events.contains(changed), events::toString);
            assertTrue(other.list(ListRequest.EVERYTHING).stream().flatMap(image -> image.tags().stream())
                    .anyMatch(Reference.parse("copied/by:skopeo")::equals));
        }
    }

    @Test
    void itsOwnChangesAreNotThoseOfOthers() {
        Reference name = pulled(small("own"), "own/small:1");
        List<ImageEvent> events = new CopyOnWriteArrayList<>();
        service.subscribe(events::add);
        for (int i = 0; i < 20; i++) {
            service.tag(name.familiar(), Reference.parse("own/alias:" + i));
        }
        try (ImageService other = place.open()) {
            other.tag(name.familiar(), Reference.parse("others/alias:1"));
        }
        ImageEvent changed = new ImageEvent(ImageEvent.Kind.CHANGED, "");
        Await.until(BOUND, "the other's change is told", () -> events.contains(changed), events::toString);
        assertEquals(20, events.indexOf(changed), events::toString);
    }

    @Test
    void closingEndsWhatRuns() throws Exception {
        ImageFixture image = ImageFixture.random(1, 500_000);
        Reference name = pushed(image, "closing/random:1");
        proxy.holdBlobAt(blob(image), 100_000);
        ImageService other = place.open();
        CompletableFuture<PullResult> pull = CompletableFuture.supplyAsync(
                () -> other.pull(PullRequest.of(name), event -> {}, Cancellation.none()));
        proxy.awaitHeld(BOUND);
        other.close();
        ExecutionException ended = assertThrows(ExecutionException.class,
                () -> pull.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(CancellationException.class, ended.getCause().getClass());
    }

    @Test
    void anInterruptEndsAPullAsCancelled() throws Exception {
        ImageFixture image = ImageFixture.random(1, 500_000);
        Reference name = pushed(image, "interrupt/random:1");
        proxy.holdBlobAt(blob(image), 100_000);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                pull(name);
            } catch (CancellationException e) {
                thrown.complete(Thread.currentThread().isInterrupted() ? e : new AssertionError("not marked"));
            }
        });
        thread.start();
        proxy.awaitHeld(BOUND);
        thread.interrupt();
        assertEquals(CancellationException.class, thrown.get(BOUND.toSeconds(), TimeUnit.SECONDS).getClass());
    }

    /** CVE-2020-15157: the URLs of a foreign layer are asked for nothing, with credentials or without. */
    @Test
    void foreignLayersStayWhereTheyAre() {
        LayerFixture base = LayerFixture.gzip(tar -> tar.file("base", "base"));
        LayerFixture own = LayerFixture.gzip(tar -> tar.file("own", "own"));
        ImageFixture image = Documents.withForeignLayer(
                ImageFixture.builder().layer("base", base).layer("own", own).build(), 0);
        try (HttpRegistry lax = HttpRegistry.with(image)) {
            Reference name = lax.reference();
            assertEquals(own.content().size(), service.plan(PullRequest.of(name), Cancellation.none()).bytesToFetch());
            PullEvents events = new PullEvents();
            PullResult result = service.pull(PullRequest.of(name), events, Cancellation.none());
            assertEquals(own.content().size(), result.fetched());
            assertEquals(1, events.resolved().layers().size());
            assertEquals(0, lax.count(base.content().digest()));
            assertEquals(ImageSummary.Health.GOOD, images().get(0).health());
            assertEquals(List.of(3L, 0L),
                    service.history(name.familiar()).stream().map(row -> row.size()).toList());
            assertTrue(service.inspect(name.familiar()).json().contains(base.diffId()));
        }
    }

    @Test
    void knowsSha512() {
        ImageFixture image = Documents.withSha512(small("sha512"));
        Reference name = pushed(image, "sha512/small:1");
        PullResult result = pull(name);
        assertEquals(Digest.Algorithm.SHA512, result.image().digest().algorithm());
        assertEquals(result.image(), service.inspect(result.image().toString()).summary().id());
        assertEquals(result.image(), service.inspect(result.image().digest().hex()).summary().id());
        assertFalse(pull(name).fresh());
        assertTrue(service.history(name.familiar()).get(0).size() > 0);
    }

    @Test
    void theSameLayerUnderBothKindsOfDiffId() {
        ImageFixture plain = small("kinds");
        Reference first = pulled(plain, "kinds/sha256:1");
        Reference second = pushed(Documents.withSha512DiffIds(plain), "kinds/sha512:1");
        pull(second);
        assertEquals(2, images().size());
        assertFalse(pull(first).fresh());
    }

    @Test
    void countsDiskByBlobs() {
        ImageFixture image = ImageFixture.random(2, 100_000);
        Reference name = pulled(image, "usage/random:1");
        long layers = image.layers().stream().mapToLong(layer -> layer.content().size()).sum();
        assertEquals(layers, service.usage().bytes());
        assertEquals(0, service.usage().reclaimable());
        assertTrue(images().get(0).uniqueSize() >= layers);
        service.remove(new RemoveRequest(List.of(name.familiar()), RemoveRequest.Mode.UNTAG, false, false));
        assertEquals(layers, service.usage().reclaimable());
        assertEquals(List.of("<none>"), filtered());
        assertEquals(Map.of("true", 1, "false", 0), Map.of("true", filtered("dangling=true").size(), "false",
                filtered("dangling=false").size()));
    }
}
