package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.UpdateStatus.State;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.IndexFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.transfer.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Looking for names that moved in their registry. */
public abstract class UpdatesContract extends ImageServiceContract {

    private static final String OTHER = Platform.local().architecture().equals("arm64") ? "linux/amd64" : "linux/arm64";

    private List<UpdateStatus> check(Reference... wanted) {
        return service.updates().check(List.of(wanted), progress -> {}, Cancellation.none());
    }

    private UpdateStatus one(Reference name) {
        List<UpdateStatus> found = check(name);
        assertEquals(1, found.size());
        return found.get(0);
    }

    private static ImageFixture made(String name, String platform) {
        return ImageFixture.builder().platform(platform).created("2025-01-02T03:04:05Z")
                .layer("RUN make", LayerFixture.gzip(tar -> tar.file("srv/" + name, name))).build();
    }

    private static IndexFixture index(String own, String other) {
        return IndexFixture.of(ImageFixture.Format.OCI,
                List.of(made(own, Platform.local().toString()), made(other, OTHER)));
    }

    @Test
    void tellsWhatMovedByAskingForNoMoreThanAHead() {
        Reference still = pulled(small("still"), "radar/still:1");
        Reference moved = pulled(small("before"), "radar/moved:1");
        ImageFixture after = small("after", "2025-01-02T03:04:05Z").build();
        after.push(registry, "radar/moved:1");
        int asked = proxy.count("/manifests/");
        List<UpdateProgress> heard = new ArrayList<>();
        List<UpdateStatus> found = service.updates().check(List.of(), heard::add, Cancellation.none());
        assertEquals(List.of(moved, still), found.stream().map(UpdateStatus::name).toList());
        assertEquals(List.of(State.MOVED, State.CURRENT), found.stream().map(UpdateStatus::state).toList());
        assertEquals(Optional.of(after.root().digest()), found.get(0).there().map(Object::toString));
        assertEquals(Optional.of(Instant.parse("2025-01-02T03:04:05Z")), found.get(0).created());
        assertEquals(List.of(1, 2), heard.stream().map(UpdateProgress::done).toList());
        assertEquals(2, heard.get(1).total());
        // A HEAD for each, and what moved is read once.
        assertEquals(3, proxy.count("/manifests/") - asked);
        assertEquals(found.get(0).there(), one(moved).there());
        assertEquals(4, proxy.count("/manifests/") - asked);
    }

    @Test
    void whatWasBuiltAnewForAnotherPlatformHasNotMoved() {
        Reference name = pulled(index("own", "other"), "radar/index:1");
        assertEquals(State.CURRENT, one(name).state());
        IndexFixture rebuilt = index("own", "other, anew");
        rebuilt.push(registry, "radar/index:1");
        UpdateStatus status = one(name);
        assertEquals(State.CURRENT, status.state());
        assertEquals(Optional.of(rebuilt.root().digest()), status.there().map(Object::toString));
        index("own, anew", "other, anew").push(registry, "radar/index:1");
        assertEquals(State.MOVED, one(name).state());
    }

    @Test
    void tellsWhatIsGoneAndWhatIsOnlyHere() {
        ImageFixture image = small("gone");
        Reference gone = pulled(image, "radar/gone:1");
        registry.deleteManifest("radar/gone", image.root().digest());
        assertEquals(State.GONE, one(gone).state());
        Reference own = ref("radar/own:1");
        service.tag(gone.familiar(), own);
        assertEquals(has(Backend.Limit.GIVES_EVERY_NAME_A_DIGEST) ? State.GONE : State.LOCAL, one(own).state());
    }

    @Test
    void remembersWhatItFoundUntilTheNameIsPulledAgain() {
        Reference name = pulled(small("remembered"), "radar/kept:1");
        assertEquals(List.of(), service.updates().known());
        small("remembered anew").push(registry, "radar/kept:1");
        UpdateStatus found = one(name);
        try (ImageService next = backend.open()) {
            List<UpdateStatus> known = next.updates().known();
            assertEquals(List.of(name), known.stream().map(UpdateStatus::name).toList());
            assertTrue(known.get(0).moved());
            assertEquals(found.there(), known.get(0).there());
        }
        pull(name);
        assertEquals(List.of(), service.updates().known());
    }

    @Test
    void asksForTheTagsOfARepositoryAlone() {
        Reference first = pulled(small("one"), "radar/tags:1");
        Reference second = pulled(small("two"), "radar/tags:2");
        pulled(small("three"), "radar/others:1");
        assertEquals(List.of(first, second),
                check(first.nameOnly()).stream().map(UpdateStatus::name).toList());
        failure(Failure.Kind.NOT_FOUND, () -> check(ref("radar/nowhere:1")));
    }

    @Test
    void stopsWhenItIsCancelled() {
        pulled(small("first"), "radar/a:1");
        pulled(small("second"), "radar/b:1");
        Cancellation cancellation = new Cancellation();
        List<UpdateProgress> heard = new ArrayList<>();
        assertThrows(CancellationException.class, () -> service.updates().check(List.of(), progress -> {
            heard.add(progress);
            cancellation.cancel();
        }, cancellation));
        assertEquals(1, heard.size());
        assertEquals(1, service.updates().known().size());
    }
}
