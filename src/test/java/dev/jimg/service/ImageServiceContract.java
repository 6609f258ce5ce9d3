package dev.jimg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.transfer.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/**
 * What every {@link ImageService} promises, which is what docker does, against a real registry. The parts are the
 * subclasses; a backend's test nests a class of each of them, and is the {@link BackendOwner}.
 *
 * <p>{@link #pulled} and {@link #ref} go to the registry through {@link #proxy}, which counts and breaks.
 */
@ExtendWith(BackendOwner.Resolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ImageServiceContract {

    protected static final Duration BOUND = Duration.ofSeconds(30);

    protected RealRegistry registry;
    protected FaultProxy proxy;
    protected Backend backend;
    protected ImageService service;

    @BeforeAll
    final void openRegistry() {
        registry = RealRegistry.open();
    }

    @AfterAll
    final void closeRegistry() {
        registry.close();
    }

    @BeforeEach
    final void open(Backend place) {
        proxy = FaultProxy.before(registry);
        backend = place;
        service = backend.open();
    }

    @AfterEach
    final void closeAll() {
        proxy.close();
        service.close();
        backend.close();
    }

    protected boolean has(Backend.Limit limit) {
        return backend.limits().contains(limit);
    }

    /** A small image of its own for each name, made at this time. */
    protected static ImageFixture.Builder small(String name, String created) {
        return ImageFixture.builder().created(created)
                .layer("RUN make " + name, LayerFixture.gzip(tar -> tar.file("srv/" + name, name.repeat(500))));
    }

    protected static ImageFixture small(String name) {
        return small(name, "2024-05-06T07:08:09Z").build();
    }

    /** What {@code repository:tag} in the registry is called. */
    protected Reference ref(String name) {
        return Reference.parse(proxy.hostPort() + "/" + name);
    }

    protected Reference pushed(Fixture fixture, String name) {
        fixture.push(registry, name);
        return ref(name);
    }

    /** Puts an image into the registry, and pulls it from there. */
    protected Reference pulled(Fixture fixture, String name) {
        Reference reference = pushed(fixture, name);
        pull(reference);
        return reference;
    }

    protected PullResult pull(Reference reference) {
        return pull(PullRequest.of(reference));
    }

    protected PullResult pull(PullRequest request) {
        return service.pull(request, event -> {}, Cancellation.none());
    }

    protected CompletableFuture<PullResult> pullInBackground(Reference reference, PullEvents events,
            Cancellation cancellation) {
        return CompletableFuture.supplyAsync(
                () -> service.pull(PullRequest.of(reference), events, cancellation));
    }

    protected List<ImageSummary> images() {
        return service.list(ListRequest.EVERYTHING);
    }

    /** The names of the images that pass the filter {@code name=value}, in the order of the list. */
    protected List<String> filtered(String... filters) {
        Map<String, List<String>> all = new TreeMap<>();
        for (String filter : filters) {
            int equals = filter.indexOf('=');
            all.computeIfAbsent(filter.substring(0, equals), key -> new ArrayList<>())
                    .add(filter.substring(equals + 1));
        }
        return service.list(new ListRequest(false, all)).stream()
                .map(image -> image.dangling() ? "<none>" : String.join(" ", names(image.tags())))
                .toList();
    }

    private List<String> names(List<Reference> tags) {
        return tags.stream().map(tag -> tag.familiar().replace(proxy.hostPort() + "/", "")).toList();
    }

    protected static ImageId id(ImageFixture image) {
        return ImageId.parse(image.config().digest());
    }

    protected static Failure failure(Failure.Kind kind, Executable work) {
        Failure failure = assertThrows(Failure.class, work);
        assertEquals(kind, failure.kind(), failure.whole());
        return failure;
    }
}
