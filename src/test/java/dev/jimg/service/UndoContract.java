package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.Backend.Limit;
import dev.jimg.service.Undoable.Operation;
import dev.jimg.testing.ImageFixture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Taking removals and tags back. */
public abstract class UndoContract extends ImageServiceContract {

    private static final Reference ALIAS = Reference.parse("undo/alias:1");

    private RemovalResult remove(RemoveRequest.Mode mode, String... images) {
        return service.remove(new RemoveRequest(List.of(images), mode, false, true, true));
    }

    private Undoable undoNewest() {
        return service.undo().undo(service.undo().list().get(0).id());
    }

    @Test
    void aNameTakenAwayComesBack() {
        Reference name = pulled(small("untag"), "untag/small:1");
        service.tag(name.familiar(), ALIAS);
        List<ImageSummary> before = images();
        RemoveRequest request = RemoveRequest.of(List.of(ALIAS.familiar())).forUndo();
        assertTrue(service.planRemoval(request).undoable());
        RemovalResult result = service.remove(request);
        assertTrue(result.undoable());
        assertEquals(0, result.kept());
        assertEquals(List.of("untag/small:1"), filtered());
        assertEquals(List.of(ALIAS.familiar()), undoNewest().names());
        assertEquals(before, images());
        assertEquals(List.of(), service.undo().list());
    }

    @Test
    void aNewNameGoesAway() {
        Reference name = pulled(small("tag"), "tag/small:1");
        List<ImageSummary> before = images();
        service.undo().tag(name.familiar(), ALIAS);
        assertEquals(List.of(name, ALIAS), images().get(0).tags());
        Undoable undone = undoNewest();
        assertEquals(Operation.TAG, undone.operation());
        assertEquals(before, images());
    }

    @Test
    void aNameThatMovedGoesBackToTheImageItCameFrom() {
        ImageFixture old = small("old");
        pulled(old, "move/small:1");
        Reference next = pulled(small("next"), "move/next:1");
        service.undo().tag(next.familiar(), ref("move/small:1"));
        assertEquals(2, images().size());
        undoNewest();
        assertEquals(id(old), service.inspect(ref("move/small:1").familiar()).summary().id());
        assertEquals(2, images().stream().filter(image -> !image.dangling()).count());
    }

    @Test
    void aNameThatMovedOnIsNotClobbered() {
        Reference name = pulled(small("first"), "clobber/first:1");
        ImageFixture other = small("other");
        Reference second = pulled(other, "clobber/second:1");
        service.tag(name.familiar(), ALIAS);
        remove(RemoveRequest.Mode.UNTAG, ALIAS.familiar());
        service.tag(second.familiar(), ALIAS);
        Failure refused = failure(Failure.Kind.CONFLICT, this::undoNewest);
        assertTrue(refused.getMessage().contains("the name of another image by now"), refused.getMessage());
        assertEquals(id(other), service.inspect(ALIAS.familiar()).summary().id());
    }

    @Test
    void anImageComesBackWhole() {
        Reference name = pulled(ImageFixture.layers(5), "back/layers:1");
        List<ImageSummary> before = images();
        RemovalPlan plan = service.planRemoval(RemoveRequest.of(List.of(name.familiar())).forUndo());
        RemovalResult result = remove(RemoveRequest.Mode.REMOVE, name.familiar());
        assertEquals(List.of(), images());
        assertEquals(plan.undoable(), result.undoable());
        assertEquals(!has(Limit.DELETES_FOR_GOOD), result.undoable());
        assertEquals(plan.frees(), result.freed() + result.kept());
        if (has(Limit.DELETES_FOR_GOOD)) {
            assertEquals(List.of(), service.undo().list());
            return;
        }
        assertEquals(0, result.freed());
        assertEquals(result.kept(), service.undo().list().get(0).bytes());
        Undoable undone = undoNewest();
        assertEquals(List.of(Operation.REMOVE, 1), List.of(undone.operation(), undone.images()));
        assertEquals(before, images());
        assertEquals(List.of(), service.undo().list());
    }

    @Test
    void anotherServiceOnTheSamePlaceTakesItBack() {
        if (has(Limit.DELETES_FOR_GOOD)) {
            return;
        }
        Reference name = pulled(small("shared"), "shared/small:1");
        List<ImageSummary> before = images();
        remove(RemoveRequest.Mode.REMOVE, name.familiar());
        try (ImageService other = backend.open()) {
            other.undo().undo(other.undo().list().get(0).id());
        }
        assertEquals(before, images());
    }

    @Test
    void aPruneIsTakenBackAsAWhole() {
        pulled(small("one"), "prune/one:1");
        pulled(small("two"), "prune/two:1");
        List<ImageSummary> before = images();
        PruneRequest all = new PruneRequest(true, Map.of(), true);
        PrunePlan plan = service.planPrune(all);
        RemovalResult result = service.prune(all);
        assertEquals(List.of(), images());
        assertEquals(plan.kept(), result.kept());
        if (has(Limit.DELETES_FOR_GOOD)) {
            assertFalse(result.undoable());
            return;
        }
        assertEquals(plan.frees(), result.freed() + result.kept());
        Undoable undone = undoNewest();
        assertEquals(List.of(Operation.PRUNE, 2), List.of(undone.operation(), undone.images()));
        assertEquals(before, images());
    }

    @Test
    void emptyingTheTrashFreesWhatWasKept() {
        Reference name = pulled(small("empty"), "empty/small:1");
        long kept = remove(RemoveRequest.Mode.REMOVE, name.familiar()).kept();
        assertEquals(kept, service.undo().trash());
        assertEquals(kept, service.systemUsage().trash().bytes());
        assertEquals(kept, service.undo().emptyTrash());
        assertEquals(0, service.undo().trash());
        assertEquals(List.of(), service.undo().list());
    }

    @Test
    void aPruneForGoodEmptiesTheTrashAndCountsIt() {
        Reference name = pulled(small("good"), "good/small:1");
        long kept = remove(RemoveRequest.Mode.REMOVE, name.familiar()).kept();
        PrunePlan plan = service.planPrune(PruneRequest.DANGLING);
        assertEquals(kept, plan.trash());
        assertEquals(plan.frees(), service.prune(PruneRequest.DANGLING).freed());
        assertEquals(0, service.undo().trash());
    }

    @Test
    void whatWasNotAskedForIsNotKept() {
        Reference name = pulled(small("plain"), "plain/small:1");
        service.tag(name.familiar(), ALIAS);
        assertFalse(service.remove(RemoveRequest.of(List.of(ALIAS.familiar(), name.familiar()))).undoable());
        assertEquals(List.of(), service.undo().list());
    }

    @Test
    void whatIsUndoneCannotBeUndoneAgain() {
        Reference name = pulled(small("twice"), "twice/small:1");
        service.undo().tag(name.familiar(), ALIAS);
        Undoable undone = undoNewest();
        failure(Failure.Kind.NOT_FOUND, () -> service.undo().undo(undone.id()));
    }

    @Test
    void anEngineThatMayKeepsWhatIsDeleted() {
        Reference name = pulled(small("kept"), "kept/small:1");
        service.tag(name.familiar(), ALIAS);
        List<Reference> names = images().get(0).tags();
        RemoveRequest force = new RemoveRequest(List.of(images().get(0).id().toString()),
                RemoveRequest.Mode.REMOVE, true, true, true);
        service.undo().keepDeleted(true);
        assertTrue(service.planRemoval(force).undoable());
        RemovalResult result = service.remove(force);
        assertTrue(result.undoable());
        assertEquals(0, result.freed());
        assertEquals(result.kept(), service.undo().trash());
        assertEquals(List.of(), service.undo().visible(images()));
        try (ImageService other = backend.open()) {
            Undoable undone = other.undo().undo(other.undo().list().get(0).id());
            assertEquals(Set.copyOf(names.stream().map(Reference::familiar).toList()), Set.copyOf(undone.names()));
        }
        assertEquals(names, images().get(0).tags());
        assertEquals(List.of(), service.undo().list());
    }

    @Test
    void allNamesOfOneImageRemovedAsOneComeBackAsOne() {
        Reference name = pulled(small("names"), "names/small:1");
        service.tag(name.familiar(), ALIAS);
        List<String> before = filtered();
        service.undo().keepDeleted(true);
        assertTrue(remove(RemoveRequest.Mode.REMOVE, ALIAS.familiar(), name.familiar()).undoable());
        assertEquals(List.of(), service.undo().visible(images()));
        try (ImageService other = backend.open()) {
            assertEquals(1, other.undo().list().size());
            assertEquals(Set.of(ALIAS.familiar(), name.familiar()), Set.copyOf(other.undo().list().get(0).names()));
        }
        undoNewest();
        assertEquals(before, filtered());
        assertEquals(List.of(), service.undo().list());
    }

    @Test
    void anUntagAndADeletionDoneAsOneComeBackAsOne() {
        Reference staying = pulled(small("staying"), "mixed/staying:1");
        Reference going = pulled(small("going"), "mixed/going:1");
        service.tag(staying.familiar(), ALIAS);
        List<String> before = filtered();
        service.undo().keepDeleted(true);
        remove(RemoveRequest.Mode.REMOVE, ALIAS.familiar(), going.familiar());
        assertEquals(1, service.undo().list().size());
        assertEquals(Set.of(ALIAS.familiar(), going.familiar()), Set.copyOf(undoNewest().names()));
        assertEquals(before, filtered());
        assertEquals(List.of(), service.undo().list());
    }

    @Test
    void namesGivenAsOneGoAwayAsOne() {
        Reference one = pulled(small("one"), "many/one:1");
        Reference two = pulled(small("two"), "many/two:1");
        List<ImageSummary> before = images();
        List<Failure> failures = service.undo().tagAll(List.of(
                new NewName(one.familiar(), Reference.parse("many/alias:1")),
                new NewName("many/none:1", Reference.parse("many/alias:3")),
                new NewName(two.familiar(), Reference.parse("many/alias:2"))));
        assertEquals(List.of(Failure.Kind.NOT_FOUND), failures.stream().map(Failure::kind).toList());
        assertEquals(Set.of("many/one:1 many/alias:1", "many/two:1 many/alias:2"), Set.copyOf(filtered()));
        assertEquals(1, service.undo().list().size());
        Undoable undone = undoNewest();
        assertEquals(Operation.TAG, undone.operation());
        assertEquals(Set.of("many/alias:1", "many/alias:2"), Set.copyOf(undone.names()));
        assertEquals(before, images());
    }

    @Test
    void eachOfSeveralNamesGoesToTheImageMeantThoughOneMovesOn() {
        ImageFixture first = small("first");
        ImageFixture second = small("second");
        Reference inner = pulled(first, "chain:1");
        Reference outer = pulled(second, "chain/chain:1");
        List<Failure> failures = service.undo().tagAll(List.of(new NewName(inner.familiar(), outer),
                new NewName(outer.familiar(), Reference.parse("chain/chain/chain:1"))));
        assertEquals(List.of(), failures);
        assertEquals(id(first), service.inspect(outer.familiar()).summary().id());
        assertEquals(id(second), service.inspect("chain/chain/chain:1").summary().id());
        undoNewest();
        assertEquals(id(second), service.inspect(outer.familiar()).summary().id());
    }

    @Test
    void anEngineThatMayKeepsWhatIsPrunedUntilTheTrashIsEmptied() {
        pulled(small("one"), "keep/one:1");
        pulled(small("two"), "keep/two:1");
        List<String> before = filtered();
        service.undo().keepDeleted(true);
        PruneRequest all = new PruneRequest(true, Map.of(), true);
        PrunePlan plan = service.planPrune(all);
        assertEquals(plan.frees(), plan.kept());
        RemovalResult result = service.prune(all);
        assertTrue(result.undoable());
        assertEquals(List.of(), service.undo().visible(images()));
        undoNewest();
        assertEquals(before, filtered());
        service.prune(all);
        service.undo().expire();
        assertEquals(1, service.undo().list().size());
        assertEquals(result.kept(), service.undo().trash());
        assertEquals(result.kept(), service.undo().emptyTrash());
        assertEquals(List.of(), images());
    }
}
