package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Backend.Limit;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.IndexFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Pulling: what comes, under which name, and what is told on the way. */
public abstract class PullContract extends ImageServiceContract {

    private static final String[] PLATFORMS = {"linux/amd64", "linux/arm64", "linux/arm/v7", "windows/amd64"};

    @Test
    void pullsByTag() {
        ImageFixture busybox = ImageFixture.busybox();
        Reference name = pushed(busybox, "tag/busybox:1");
        PullResult result = pull(name);
        assertEquals(id(busybox), result.image());
        assertEquals(busybox.root().digest(), result.digest().toString());
        assertTrue(result.fresh());
        ImageSummary image = images().get(0);
        assertEquals(List.of(name), image.tags());
        assertEquals(List.of(name.withDigest(result.digest())), image.digests());
        assertEquals(id(busybox), image.id());
    }

    @Test
    void pullsByDigestWithoutATag() {
        ImageFixture image = small("by-digest");
        Reference name = pushed(image, "digest/small:1").withDigest(Digest.parse(image.root().digest()));
        assertEquals(id(image), pull(name).image());
        assertEquals(List.of(), images().get(0).tags());
        assertEquals(List.of(name), images().get(0).digests());
        assertEquals(id(image), service.inspect(name.familiar()).summary().id());
        assertFalse(pull(name).fresh());
    }

    @Test
    void aNameWithoutATagMeansLatest() {
        Reference name = pushed(small("latest"), "latest/small:latest");
        pull(name.nameOnly());
        assertEquals(List.of(name), images().get(0).tags());
    }

    @Test
    void choosesThisMachinesImage() {
        IndexFixture index = ImageFixture.multiPlatform(PLATFORMS);
        Reference name = pushed(index, "multi/busybox:1");
        PullResult result = pull(name);
        assertEquals(id(index.image(Platform.local().toString())), result.image());
        assertEquals(index.root().digest(), result.digest().toString());
        List<Reference> digests = images().get(0).digests();
        assertTrue(digests.contains(name.withDigest(result.digest())), digests::toString);
        assertEquals(has(Limit.NAMES_BOTH_DIGESTS) ? 2 : 1, digests.size());
    }

    @Test
    void takesThePlatformAskedFor() {
        IndexFixture index = ImageFixture.multiPlatform(PLATFORMS);
        PullRequest request = new PullRequest(pushed(index, "platform/busybox:1"),
                Optional.of(Platform.parse("linux/arm/v7")));
        assertEquals(id(index.image("linux/arm/v7")), pull(request).image());
        assertEquals(Platform.parse("linux/arm/v7"), images().get(0).platform());
    }

    @Test
    void saysWhichPlatformsThereAreWhereTheOneAskedForIsMissing() {
        Reference name = pushed(ImageFixture.multiPlatform("linux/arm64", "linux/s390x"), "missing/busybox:1");
        Failure failure = failure(Failure.Kind.NOT_FOUND, () -> pull(name));
        assertTrue(failure.whole().contains(Platform.local().toString()), failure.whole());
        assertTrue(failure.whole().contains("linux/arm64, linux/s390x"), failure.whole());
        assertEquals(List.of(), images());
    }

    @Test
    void refusesAnImageWithoutAnIndexForAnotherPlatformThanAskedFor() {
        Reference name = pushed(small("single"), "single/small:1");
        Failure failure = failure(Failure.Kind.NOT_FOUND,
                () -> pull(new PullRequest(name, Optional.of(Platform.parse("linux/s390x")))));
        assertTrue(failure.whole().contains("linux/s390x") && failure.whole().contains("linux/amd64"),
                failure.whole());
    }

    @Test
    void pullingAgainIsUpToDateAndFetchesNothing() {
        ImageFixture image = small("again");
        Reference name = pulled(image, "again/small:1");
        proxy.forget();
        PullEvents events = new PullEvents();
        PullResult again = service.pull(PullRequest.of(name), events, Cancellation.none());
        assertFalse(again.fresh());
        assertEquals(0, again.fetched());
        assertEquals(has(Limit.FETCHES_CONFIG_AGAIN) ? 1 : 0, proxy.count("GET /v2/again/small/blobs/"));
        events.check();
        Map<String, Phase> phases = new HashMap<>(events.phases());
        if (has(Limit.FETCHES_CONFIG_AGAIN)) {
            phases.remove(id(image).shortHex());
        }
        assertEquals(Set.of(Phase.ALREADY_HERE), Set.copyOf(phases.values()));
    }

    @Test
    void layersThatAreHereAreNotFetchedAgain() {
        LayerFixture base = LayerFixture.gzip(tar -> tar.file("base", "base"));
        LayerFixture top = LayerFixture.gzip(tar -> tar.file("top", "top"));
        pulled(ImageFixture.builder().layer("base", base).build(), "shared/base:1");
        Reference second = pushed(ImageFixture.builder().layer("base", base).layer("top", top).build(), "shared/top:1");
        proxy.forget();
        PullEvents events = new PullEvents();
        PullResult result = service.pull(PullRequest.of(second), events, Cancellation.none());
        assertEquals(0, proxy.count("GET /v2/shared/top/blobs/" + base.content().digest()));
        assertEquals(has(Limit.HIDES_BYTES) ? 0 : top.content().size(), result.fetched());
        assertEquals(Phase.ALREADY_HERE, events.phases().get(shortHex(base)));
        assertEquals(Phase.COMPLETE, events.phases().get(shortHex(top)));
    }

    @Test
    void tellsOfEveryLayerAndEndsEachOnce() {
        ImageFixture image = ImageFixture.random(6, 600_000);
        Reference name = pushed(image, "events/random:1");
        PullEvents events = new PullEvents();
        PullResult result = service.pull(PullRequest.of(name), events, Cancellation.none());
        events.check();
        assertEquals(has(Limit.DIGEST_LAST) ? Optional.empty() : Optional.of(result.digest()),
                events.resolved().digest());
        List<String> expected = image.layers().stream().map(PullContract::shortHex).toList();
        List<String> named = events.resolved().layers().stream().map(LayerProgress::layer).toList();
        assertTrue(has(Limit.NAMES_LAYERS_AS_THEY_BEGIN) ? events.phases().keySet().containsAll(expected)
                : named.equals(expected), named::toString);
        assertEquals(Set.of(Phase.COMPLETE), Set.copyOf(events.phases().values()));
        for (LayerFixture layer : image.layers()) {
            List<LayerProgress> told = events.of(shortHex(layer));
            assertTrue(told.stream().anyMatch(p -> p.phase() == Phase.DOWNLOADING), told::toString);
            assertEquals(1, told.stream().filter(p -> p.phase().settled()).count(), told::toString);
        }
    }

    @Test
    void pullsThirtyLayers() throws IOException {
        ImageFixture image = ImageFixture.layers(30);
        Reference name = pulled(image, "thirty/layers:1");
        List<String> expected = image.layers().stream().map(LayerFixture::diffId).toList();
        ImageDetails details = service.inspect(name.familiar());
        assertEquals(has(Limit.HIDES_BLOBS) ? List.of() : expected,
                details.layers().stream().map(layer -> layer.diffId().toString()).toList());
        List<String> told = new ArrayList<>();
        new ObjectMapper().readTree(details.json()).path("RootFS").path("Layers").forEach(id -> told.add(id.asText()));
        assertEquals(expected, told);
    }

    @Test
    void cancelledItShowsNothingAndLaterCompletes() throws Exception {
        ImageFixture image = ImageFixture.random(2, 400_000);
        Reference name = pushed(image, "cancel/random:1");
        proxy.holdBlobAt(image.layers().get(1).content().digest(), 200_000);
        Cancellation cancellation = new Cancellation();
        PullEvents events = new PullEvents();
        CompletableFuture<PullResult> pull = pullInBackground(name, events, cancellation);
        proxy.awaitHeld(BOUND);
        cancellation.cancel();
        ExecutionException ended = assertThrows(ExecutionException.class,
                () -> pull.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(CancellationException.class, ended.getCause().getClass());
        int told = events.count();
        assertEquals(List.of(), images());
        proxy.release();
        assertTrue(pull(name).fresh());
        assertEquals(id(image), images().get(0).id());
        events.checkUnfinished();
        assertEquals(told, events.count(), "events after the end");
    }

    @Test
    void aPullThatIsCancelledBeforehandAsksForNothing() {
        Reference name = pushed(small("never"), "never/small:1");
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        assertThrows(CancellationException.class,
                () -> service.pull(PullRequest.of(name), event -> {}, cancelled));
        assertEquals(List.of(), proxy.requests());
    }

    @Test
    void twoPullsOfTheSameImageFetchEachBlobOnce() throws Exception {
        ImageFixture image = ImageFixture.random(3, 500_000);
        Reference name = pushed(image, "twice/random:1");
        String held = image.layers().get(0).content().digest();
        proxy.holdBlobAt(held, 100_000);
        PullEvents one = new PullEvents();
        PullEvents two = new PullEvents();
        CompletableFuture<PullResult> first = pullInBackground(name, one, Cancellation.none());
        proxy.awaitHeld(BOUND);
        CompletableFuture<PullResult> second = pullInBackground(name, two, Cancellation.none());
        proxy.awaitRequests("/manifests/", 2, BOUND);
        proxy.release();
        assertEquals(first.get(BOUND.toSeconds(), TimeUnit.SECONDS).image(),
                second.get(BOUND.toSeconds(), TimeUnit.SECONDS).image());
        one.check();
        two.check();
        for (LayerFixture layer : image.layers()) {
            int fetched = proxy.count("GET /v2/twice/random/blobs/" + layer.content().digest());
            assertTrue(fetched == 1 || has(Limit.FETCHES_FOR_EACH), () -> fetched + " times");
        }
    }

    @Test
    void aTagThatMovedLeavesTheOldImageDangling() {
        ImageFixture old = small("old");
        pulled(old, "moving/small:1");
        ImageFixture young = small("young", "2025-01-01T00:00:00Z").build();
        Reference name = pulled(young, "moving/small:1");
        assertEquals(List.of("moving/small:1", "<none>"), filtered());
        assertEquals(id(young), service.inspect(name.familiar()).summary().id());
        assertEquals(id(old), service.inspect(id(old).toString()).summary().id());
    }

    @Test
    void whatWasPulledIsThereForTheNextProcess() {
        Reference name = pulled(ImageFixture.busybox(), "reopen/busybox:1");
        List<ImageSummary> before = images();
        try (ImageService other = backend.open()) {
            assertEquals(before, other.list(ListRequest.EVERYTHING));
            assertEquals(service.history(name.familiar()), other.history(name.familiar()));
            assertFalse(other.pull(PullRequest.of(name), event -> {}, Cancellation.none()).fresh());
        }
    }

    @Test
    void plansWhatItWouldFetch() {
        ImageFixture image = ImageFixture.random(2, 100_000);
        Reference name = pushed(image, "plan/random:1");
        PullPlan plan = service.plan(PullRequest.of(name), Cancellation.none());
        assertEquals(image.layers().stream().mapToLong(layer -> layer.content().size()).sum(), plan.bytesToFetch());
        assertEquals(0, plan.bytesHere());
        assertEquals(id(image), plan.image());
        assertEquals(image.root().digest(), plan.digest().toString());
        assertEquals(List.of(Platform.parse("linux/amd64")), plan.platforms());
        assertFalse(plan.upToDate());
        assertEquals(0, proxy.requests().stream()
                .filter(request -> request.target().contains(image.layers().get(0).content().digest())).count());
        pull(name);
        PullPlan after = service.plan(PullRequest.of(name), Cancellation.none());
        assertTrue(after.upToDate());
        assertEquals(0, after.bytesToFetch());
    }

    private static String shortHex(LayerFixture layer) {
        return Digest.parse(layer.content().digest()).shortHex();
    }
}
