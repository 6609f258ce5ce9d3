package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Backend.Limit;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Pushing: what arrives, what need not travel, and what is told. */
public abstract class PushContract extends ImageServiceContract {

    /** Hears a push: one {@code Resolved}, then the layers. */
    private static final class Heard implements Consumer<TransferEvent> {
        private final List<TransferEvent> all = new ArrayList<>();

        @Override
        public synchronized void accept(TransferEvent event) {
            all.add(event);
        }

        synchronized List<LayerProgress> layers() {
            return assertInstanceOf(TransferEvent.Resolved.class, all.get(0)).layers();
        }

        synchronized List<Phase> ends() {
            return all.stream().filter(LayerProgress.class::isInstance).map(LayerProgress.class::cast)
                    .filter(progress -> progress.phase().settled()).map(LayerProgress::phase).toList();
        }

        synchronized Set<String> mountedFrom() {
            return Set.copyOf(all.stream().filter(LayerProgress.class::isInstance).map(LayerProgress.class::cast)
                    .filter(progress -> progress.phase() == Phase.MOUNTED).map(LayerProgress::from).toList());
        }
    }

    private PushResult push(Reference reference, Heard heard) {
        return service.push(new PushRequest(reference), heard, Cancellation.none());
    }

    /** An image here that the registry does not have under this name, nor its layers anywhere. */
    private Reference here(ImageFixture image, String name) {
        try (RealRegistry other = RealRegistry.open()) {
            image.push(other, "from/elsewhere:1");
            Reference from = Reference.parse(other.hostPort() + "/from/elsewhere:1");
            pull(from);
            service.tag(from.familiar(), ref(name));
            service.remove(RemoveRequest.of(List.of(from.familiar())));
        }
        return ref(name);
    }

    private static List<String> topFirst(ImageFixture image) {
        List<String> names = new ArrayList<>();
        image.layers().forEach(layer -> names.add(0, Digest.parse(layer.diffId()).shortHex()));
        return names;
    }

    @Test
    void pushesWhatOthersThenPull() {
        ImageFixture image = ImageFixture.random(3, 200_000);
        Reference name = here(image, "push/random:1");
        Heard heard = new Heard();
        PushResult result = push(name, heard);
        assertEquals(result.digest(), service.describe(name, Cancellation.none()).digest());
        assertEquals(id(image), service.describe(name, Cancellation.none()).image().orElseThrow());
        service.remove(RemoveRequest.of(List.of(name.familiar())));
        assertEquals(id(image), pull(name).image());
        if (!has(Limit.HIDES_PUSHED_LAYERS)) {
            assertEquals(topFirst(image), heard.layers().stream().map(LayerProgress::layer).toList());
            assertEquals(List.of(Phase.COMPLETE, Phase.COMPLETE, Phase.COMPLETE), heard.ends());
        }
    }

    @Test
    void sendsNothingThatIsThere() {
        ImageFixture image = ImageFixture.random(2, 100_000);
        Reference name = here(image, "again/random:1");
        Digest digest = push(name, new Heard()).digest();
        proxy.forget();
        Heard heard = new Heard();
        assertEquals(digest, push(name, heard).digest());
        assertEquals(0, proxy.requests().stream().filter(request -> request.method().equals("PUT")
                && request.target().contains("/blobs/")).count());
        if (!has(Limit.HIDES_PUSHED_LAYERS)) {
            assertEquals(List.of(Phase.ALREADY_THERE, Phase.ALREADY_THERE), heard.ends());
        }
    }

    @Test
    void whatAnotherRepositoryOfTheRegistryHasIsMounted() {
        ImageFixture image = ImageFixture.random(2, 100_000);
        Reference first = pulled(image, "mount/first:1");
        Reference second = ref("mount/second:1");
        service.tag(first.familiar(), second);
        Heard heard = new Heard();
        push(second, heard);
        assertEquals(id(image), service.describe(second, Cancellation.none()).image().orElseThrow());
        if (!has(Limit.HIDES_PUSHED_LAYERS)) {
            assertEquals(List.of(Phase.MOUNTED, Phase.MOUNTED), heard.ends());
            assertEquals(Set.of("mount/first"), heard.mountedFrom());
        }
    }

    @Test
    void anImageThatWasPushedIsKnownByItsDigestThere() {
        Reference name = here(small("known"), "known/small:1");
        Digest digest = push(name, new Heard()).digest();
        List<Reference> digests = images().get(0).digests();
        assertTrue(digests.contains(name.withDigest(digest)) != has(Limit.FORGETS_PUSHES), digests::toString);
        assertEquals(1, images().size());
    }

    @Test
    void saysThatThereIsNoSuchImage() {
        Failure failure = failure(Failure.Kind.NOT_FOUND, () -> push(ref("nothing/here:1"), new Heard()));
        assertTrue(failure.why().contains("An image does not exist locally with the tag: "
                + ref("nothing/here").familiarName()), failure.why());
    }

    @Test
    void refusesADigest() {
        failure(Failure.Kind.INVALID, () -> push(ref("digest/app").withDigest(Digest.of(new byte[1])), new Heard()));
    }

    @Test
    void withoutALoginItSaysHowToLogIn() {
        try (RealRegistry closed = RealRegistry.htpasswd("ann", "secret")) {
            Reference name = Reference.parse(closed.hostPort() + "/closed/small:1");
            service.tag(pulled(small("closed-push"), "closed/source:1").familiar(), name);
            Failure failure = failure(Failure.Kind.UNAUTHORIZED, () -> push(name, new Heard()));
            assertTrue(failure.getMessage().contains(name.familiarName()), failure.getMessage());
            assertEquals("Log in with: jimg-tui login " + closed.hostPort(), failure.advice());
        }
    }

    @Test
    void saysThatNobodyListens() {
        Reference name = Reference.parse("127.0.0.1:1/gone/small:1");
        service.tag(pulled(small("gone-push"), "gone/source:1").familiar(), name);
        Failure failure = failure(Failure.Kind.UNREACHABLE, () -> push(name, new Heard()));
        assertTrue(failure.getMessage().contains("127.0.0.1:1"), failure.getMessage());
    }

    @Test
    void cancelledItLeavesNoNameInTheRegistry() throws Exception {
        ImageFixture image = ImageFixture.random(2, 400_000);
        Reference name = here(image, "cancel/random:1");
        proxy.silence("/v2/cancel/random/blobs/");
        Cancellation cancellation = new Cancellation();
        CompletableFuture<PushResult> push = CompletableFuture.supplyAsync(
                () -> service.push(new PushRequest(name), event -> {}, cancellation));
        proxy.awaitHeld(BOUND);
        cancellation.cancel();
        ExecutionException ended = assertThrows(ExecutionException.class,
                () -> push.get(BOUND.toSeconds(), TimeUnit.SECONDS));
        assertEquals(CancellationException.class, ended.getCause().getClass());
        proxy.release();
        failure(Failure.Kind.NOT_FOUND, () -> service.describe(name, Cancellation.none()));
    }
}
