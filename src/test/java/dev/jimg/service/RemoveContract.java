package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.service.RemovalResult.Action;
import dev.jimg.service.RemovalResult.Step;
import dev.jimg.testing.Await;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Removing names and images, saying beforehand what that does, and telling others of changes. */
public abstract class RemoveContract extends ImageServiceContract {

    private RemovalResult remove(String... images) {
        return service.remove(RemoveRequest.of(List.of(images)));
    }

    private RemovalPlan plan(String... images) {
        return service.planRemoval(RemoveRequest.of(List.of(images)));
    }

    private static List<String> subjects(RemovalResult result, Action action) {
        return result.steps().stream().filter(step -> step.action() == action).map(Step::subject).toList();
    }

    @Test
    void oneOfSeveralNamesIsOnlyUntagged() {
        Reference name = pulled(small("untag"), "untag/small:1");
        service.tag(name.familiar(), Reference.parse("local/other:1"));
        RemovalPlan plan = plan("local/other:1");
        assertEquals(Effect.UNTAG, plan.targets().get(0).effect());
        assertEquals(0, plan.frees());
        RemovalResult result = remove("local/other:1");
        assertEquals(List.of(new Step(Action.UNTAGGED, "local/other:1")), result.steps());
        assertEquals(0, result.freed());
        assertEquals(List.of("untag/small:1"), filtered());
    }

    @Test
    void theLastNameTakesTheImageAlong() {
        ImageFixture image = small("last");
        Reference name = pulled(image, "last/small:1");
        RemovalPlan plan = plan(name.familiar());
        RemovalPlan.Target target = plan.targets().get(0);
        assertEquals(Effect.DELETE, target.effect());
        assertEquals(name.familiar(), target.name());
        assertEquals(id(image), target.id());
        RemovalResult result = remove(name.familiar());
        assertEquals(List.of(name.familiar(), name.withDigest(Digest.parse(image.root().digest())).familiar()),
                subjects(result, Action.UNTAGGED));
        assertEquals(List.of(image.config().digest(), image.layers().get(0).diffId()),
                subjects(result, Action.DELETED));
        assertEquals(plan.frees(), result.freed());
        assertTrue(result.freed() >= image.layers().get(0).content().size());
        assertEquals(List.of(), images());
    }

    @Test
    void layersThatOthersNeedStay() {
        LayerFixture base = LayerFixture.gzip(tar -> tar.file("base", "base"));
        LayerFixture top = LayerFixture.gzip(tar -> tar.file("top", "top"));
        Reference low = pulled(ImageFixture.builder().layer("base", base).build(), "stack/base:1");
        Reference high = pulled(ImageFixture.builder().layer("base", base).layer("top", top).build(), "stack/top:1");
        assertEquals(1, plan(high.familiar()).targets().get(0).sharedLayers());
        RemovalResult result = remove(high.familiar());
        assertEquals(2, subjects(result, Action.DELETED).size());
        assertFalse(subjects(result, Action.DELETED).contains(base.diffId()));
        proxy.forget();
        assertEquals(0, pull(low).fetched());
        assertTrue(service.history(low.familiar()).get(0).size() > 0);
    }

    @Test
    void whatIsRemovedTogetherIsPlannedTogether() {
        LayerFixture base = LayerFixture.random(LayerFixture.Compression.NONE, 7, 50_000);
        Reference one = pulled(ImageFixture.builder().layer("base", base).build(), "together/one:1");
        Reference two = pulled(ImageFixture.builder().layer("base", base).created("2025-01-01T00:00:00Z").build(),
                "together/two:1");
        assertTrue(plan(one.familiar()).frees() < 50_000);
        RemovalPlan both = plan(one.familiar(), two.familiar());
        assertTrue(both.frees() >= 50_000);
        assertEquals(both.frees(), remove(one.familiar(), two.familiar()).freed());
        assertEquals(List.of(), images());
    }

    @Test
    void bothNamesOfAnImageTakeItAlong() {
        Reference name = pulled(small("both"), "both/small:1");
        service.tag(name.familiar(), Reference.parse("both/alias:1"));
        RemovalPlan plan = plan("both/alias:1", name.familiar());
        assertEquals(plan.frees(), remove("both/alias:1", name.familiar()).freed());
        assertTrue(plan.frees() > 0);
    }

    @Test
    void whatIsAskedForTwiceIsPlannedOnceAndTheSecondTimeNotThere() {
        ImageFixture image = small("twice");
        Reference name = pulled(image, "twice/small:1");
        String id = image.config().digest();
        RemovalPlan plan = plan(name.familiar(), name.familiar(), id);
        assertEquals(List.of(name.familiar()), plan.targets().stream().map(RemovalPlan.Target::name).toList());
        assertEquals(1, plan(id, id, name.familiar()).targets().size());
        RemovalResult result = remove(name.familiar(), name.familiar(), id);
        assertEquals(plan.frees(), result.freed());
        assertEquals(List.of(name.familiar(), id), result.failures().stream().map(Failure::subject).toList());
        assertEquals(List.of(Failure.Kind.NOT_FOUND, Failure.Kind.NOT_FOUND),
                result.failures().stream().map(Failure::kind).toList());
    }

    @Test
    void byIdAnImageGoesWithItsName() {
        ImageFixture image = small("by-id");
        pulled(image, "byid/small:1");
        RemovalResult result = remove(image.config().digest().substring(7, 19));
        assertEquals(List.of(), result.failures());
        assertTrue(subjects(result, Action.DELETED).contains(image.config().digest()));
        assertEquals(List.of(), images());
    }

    @Test
    void byIdAnImageWithSeveralNamesGoesOnlyByForce() {
        ImageFixture image = small("forced");
        Reference name = pulled(image, "forced/small:1");
        service.tag(name.familiar(), Reference.parse("forced/alias:1"));
        String id = image.config().digest().substring(7, 19);
        assertEquals(Effect.BLOCKED, plan(id).targets().get(0).effect());
        RemovalResult refused = remove(id);
        assertEquals(Failure.Kind.CONFLICT, refused.failures().get(0).kind());
        assertEquals(1, images().size());
        RemovalResult forced = service.remove(new RemoveRequest(List.of(id), RemoveRequest.Mode.REMOVE, true, true));
        assertEquals(List.of(), forced.failures());
        assertTrue(subjects(forced, Action.UNTAGGED).containsAll(List.of("forced/alias:1", name.familiar())));
        assertEquals(List.of(), images());
    }

    @Test
    void aDanglingImageGoesById() {
        ImageFixture first = small("first");
        pulled(first, "gone/small:1");
        pulled(small("second"), "gone/small:1");
        assertEquals(List.of(), remove(first.config().digest()).failures());
        assertEquals(List.of("gone/small:1"), filtered());
    }

    @Test
    void byDigestOnlyTheDigestGoes() {
        ImageFixture image = small("digest");
        Reference name = pulled(image, "digest/small:1");
        String digest = name.withDigest(Digest.parse(image.root().digest())).familiar();
        assertEquals(List.of(new Step(Action.UNTAGGED, digest)), remove(digest).steps());
        assertEquals(List.of(), images().get(0).digests());
        assertEquals(List.of(name), images().get(0).tags());
        assertEquals(id(image), service.inspect(name.familiar()).summary().id());
    }

    @Test
    void anImagePulledByDigestGoesByDigest() {
        ImageFixture image = small("only-digest");
        Reference name = pushed(image, "only/digest:1").withDigest(Digest.parse(image.root().digest()));
        pull(name);
        assertEquals(List.of(), remove(name.familiar()).failures());
        assertEquals(List.of(), images());
    }

    @Test
    void oneThatIsNotThereDoesNotKeepTheOthers() {
        Reference name = pulled(small("kept"), "kept/small:1");
        RemovalResult result = remove("nobody:1", name.familiar(), "nobody:2");
        assertEquals(List.of("could not remove nobody:1: no such image", "could not remove nobody:2: no such image"),
                result.failures().stream().map(Failure::getMessage).toList());
        assertEquals(List.of(), images());
    }

    @Test
    void removedImagesComeBackWhole() {
        Reference name = pulled(ImageFixture.layers(5), "back/layers:1");
        List<ImageSummary> before = images();
        remove(name.familiar());
        pull(name);
        assertEquals(before, images());
    }

    @Test
    void tellsOfChanges() {
        List<ImageEvent> events = new CopyOnWriteArrayList<>();
        ImageService.Subscription subscription = service.subscribe(events::add);
        Reference name = pulled(small("events"), "events/small:1");
        service.tag(name.familiar(), Reference.parse("events/alias:1"));
        remove("events/alias:1");
        remove(name.familiar());
        List<ImageEvent> expected = List.of(
                new ImageEvent(ImageEvent.Kind.PULLED, name.familiar()),
                new ImageEvent(ImageEvent.Kind.TAGGED, "events/alias:1"),
                new ImageEvent(ImageEvent.Kind.UNTAGGED, "events/alias:1"),
                new ImageEvent(ImageEvent.Kind.UNTAGGED, name.familiar()));
        Await.until(BOUND, "all events", () -> told(events, expected), events::toString);
        subscription.close();
        int told = events.size();
        pulled(small("unheard"), "unheard/small:1");
        assertEquals(told, events.size());
    }

    /** In this order, whatever else is told. */
    private static boolean told(List<ImageEvent> events, List<ImageEvent> expected) {
        List<ImageEvent> left = new ArrayList<>(expected);
        for (ImageEvent event : events) {
            if (!left.isEmpty() && left.get(0).equals(event)) {
                left.remove(0);
            }
        }
        return left.isEmpty() && events.stream().anyMatch(event -> event.kind() == ImageEvent.Kind.DELETED);
    }
}
