package dev.jimg.backend.copy;

import dev.jimg.backend.shared.Failures;
import dev.jimg.backend.store.StoreBackend;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Copies;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.CopyResult;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.PushRequest;
import dev.jimg.service.PushResult;
import dev.jimg.service.TransferEvent;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens the two places of a copy, and finds the way from one to the other. */
public final class Copier implements Copies {

    static final String OPERATION = "copy";

    private final Function<CopyPlace, ImageService> places;
    private final Supplier<RegistryClient> registries;

    /**
     * @param places opens any place that is no registry; who asks closes it
     * @param registries makes a client, which is closed after use
     */
    public Copier(Function<CopyPlace, ImageService> places, Supplier<RegistryClient> registries) {
        this.places = places;
        this.registries = registries;
    }

    @Override
    public CopyResult copy(CopyRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        return CancellationScope.run(cancellation, () -> Failures.translate(OPERATION, request.source().image(), () -> {
            cancellation.check();
            return copied(request, events, cancellation);
        }));
    }

    private CopyResult copied(CopyRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        boolean fromRegistry = isRegistry(request.source());
        checkAllPlatforms(request);
        if (fromRegistry && isRegistry(request.target())) {
            try (RegistryClient registry = registries.get()) {
                return new RegistryCopy(registry).copy(reference(request.source()), target(request), request, events,
                        cancellation);
            }
        }
        if (fromRegistry) {
            try (ImageService to = places.apply(request.target())) {
                return pull(request, to, events, cancellation);
            }
        }
        try (ImageService from = places.apply(request.source())) {
            if (isRegistry(request.target())) {
                return push(request, from, events, cancellation);
            }
            try (ImageService to = places.apply(request.target())) {
                return new ArchiveCopy(from, to).copy(request, events, cancellation);
            }
        }
    }

    private static void checkAllPlatforms(CopyRequest request) {
        if (request.allPlatforms() && !(isRegistry(request.source()) && isRegistry(request.target()))) {
            throw new Failure(Failure.Kind.UNSUPPORTED, OPERATION, request.source().image(),
                    "all platforms are copied from registry to registry only", "Choose one with --platform.");
        }
    }

    @SuppressWarnings("try")
    private static CopyResult pull(CopyRequest request, ImageService to, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        Reference source = reference(request.source());
        Reference name = target(request);
        PullRequest pull = new PullRequest(source, request.platform());
        PullResult result;
        if (to instanceof StoreBackend store) {
            result = store.pullAs(pull, name, events, cancellation);
        } else {
            try (BorrowedName borrowed = new BorrowedName(to, source, Optional.of(name))) {
                result = to.pull(pull, events, cancellation);
                to.tag(source.familiar(), name);
            }
        }
        return new CopyResult(name, Optional.of(result.digest()), result.fetched());
    }

    @SuppressWarnings("try")
    private static CopyResult push(CopyRequest request, ImageService from, Consumer<TransferEvent> events,
            Cancellation cancellation) {
        Reference name = target(request);
        String image = request.source().image();
        PushResult result;
        if (from instanceof StoreBackend store) {
            result = store.pushAs(image, new PushRequest(name, request.platform()), events, cancellation);
        } else {
            String id = from.inspect(image).summary().id().toString();
            try (BorrowedName borrowed = new BorrowedName(from, name, Reference.tryParse(image))) {
                from.tag(id, name);
                result = from.push(new PushRequest(name, request.platform()), events, cancellation);
            }
        }
        return new CopyResult(name, Optional.of(result.digest()), result.sent());
    }

    /** What the image is to be called: as it was, where nothing else is said. */
    static Reference target(CopyRequest request) {
        Reference name = request.target().image().isEmpty() ? reference(request.source()) : reference(request.target());
        if (name.digest().isPresent()) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, request.target().image(),
                    "a copy is given a tag, not a digest", "Name it behind the place: docker://HOST/NAME:TAG.");
        }
        return name;
    }

    static Reference reference(CopyPlace place) {
        try {
            return Reference.parse(place.image()).orLatest();
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, place.image(), e.getMessage(),
                    "Name the image behind the place, and for a copy of an ID the name it is to have.", e);
        }
    }

    private static boolean isRegistry(CopyPlace place) {
        return place.kind() == CopyPlace.Kind.REGISTRY;
    }
}
