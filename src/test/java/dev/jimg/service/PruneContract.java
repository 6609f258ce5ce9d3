package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.RemovalResult.Action;
import dev.jimg.testing.ImageFixture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Pruning: what goes, what stays, and that it is foretold. */
public abstract class PruneContract extends ImageServiceContract {

    private static final PruneRequest ALL = new PruneRequest(true, Map.of());

    /** An image whose name went to the one that is pulled next under it. */
    private ImageFixture dangling(String name, String created) {
        ImageFixture old = small(name, created).build();
        pulled(old, name + "/small:1");
        pulled(small(name + "-young"), name + "/small:1");
        return old;
    }

    private static Set<String> deleted(RemovalResult result) {
        return result.steps().stream().filter(step -> step.action() == Action.DELETED)
                .map(RemovalResult.Step::subject).collect(Collectors.toSet());
    }

    private Set<ImageId> ids() {
        return images().stream().map(ImageSummary::id).collect(Collectors.toSet());
    }

    @Test
    void takesTheDanglingAndLeavesTheTagged() {
        ImageFixture old = dangling("plain", "2024-01-01T00:00:00Z");
        PrunePlan plan = service.planPrune(PruneRequest.DANGLING);
        assertEquals(List.of(id(old)), plan.images().stream().map(ImageSummary::id).toList());
        assertTrue(plan.frees() > 0);
        RemovalResult result = service.prune(PruneRequest.DANGLING);
        assertTrue(deleted(result).contains(id(old).toString()), result::toString);
        assertTrue(result.freed() > 0, result::toString);
        assertEquals(List.of("plain/small:1"), filtered());
        assertEquals(List.of(), service.planPrune(PruneRequest.DANGLING).images());
    }

    @Test
    void allTakesWhatHasNamesToo() {
        Reference one = pulled(small("all-one"), "all/one:1");
        service.tag(one.familiar(), ref("all/alias:1"));
        pulled(small("all-two"), "all/two:1");
        assertEquals(ids(), service.planPrune(ALL).images().stream().map(ImageSummary::id)
                .collect(Collectors.toSet()));
        RemovalResult result = service.prune(ALL);
        assertTrue(deleted(result).containsAll(List.of(id(small("all-one")).toString(),
                id(small("all-two")).toString())), result::toString);
        assertEquals(List.of(), images());
    }

    @Test
    void keepsToItsFilters() {
        ImageFixture old = dangling("until", "2020-01-01T00:00:00Z");
        ImageFixture young = dangling("since", "2025-12-31T00:00:00Z");
        PruneRequest until = new PruneRequest(false, Map.of("until", List.of("2021-01-01T00:00:00Z")));
        assertEquals(List.of(id(old)), service.planPrune(until).images().stream().map(ImageSummary::id).toList());
        service.prune(until);
        assertTrue(!ids().contains(id(old)) && ids().contains(id(young)), () -> ids().toString());
        service.prune(new PruneRequest(false, Map.of("label", List.of("nobody.has=this"))));
        assertTrue(ids().contains(id(young)));
    }

    @Test
    void findsLabels() {
        pulled(small("labelled", "2024-01-01T00:00:00Z").label("keep", "yes").build(), "labels/kept:1");
        pulled(small("bare"), "labels/bare:1");
        PruneRequest unlabelled = new PruneRequest(true, Map.of("label!", List.of("keep")));
        assertEquals(1, service.planPrune(unlabelled).images().size());
        service.prune(unlabelled);
        assertEquals(List.of("labels/kept:1"), filtered());
        service.prune(new PruneRequest(true, Map.of("label", List.of("keep=yes"))));
        assertEquals(List.of(), filtered());
    }

    @Test
    void refusesFiltersThatAreNone() {
        for (Map<String, List<String>> filters : List.of(Map.of("colour", List.of("red")),
                Map.of("until", List.of("yesterday")), Map.of("until", List.of("1h", "2h")))) {
            failure(Failure.Kind.INVALID, () -> service.planPrune(new PruneRequest(false, filters)));
            failure(Failure.Kind.INVALID, () -> service.prune(new PruneRequest(false, filters)));
        }
    }

    @Test
    void ofLayersThatOthersNeedNothingGoes() {
        ImageFixture base = small("base", "2024-01-01T00:00:00Z").build();
        pulled(base, "shared/app:1");
        ImageFixture above = ImageFixture.builder().layer("base", base.layers().get(0))
                .layer("more", small("more").layers().get(0)).build();
        Reference name = pulled(above, "shared/app:1");
        assertEquals(2, images().size());
        service.prune(PruneRequest.DANGLING);
        assertEquals(1, images().size());
        assertEquals(ImageSummary.Health.GOOD, service.inspect(name.familiar()).summary().health());
    }
}
