package dev.jimg.backend.engine;

import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineContainer;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of an engine at one moment, with the steps they were built on, and the containers made from them.
 */
record EngineImages(List<EngineImage> images, List<EngineContainer> containers) {

    static EngineImages of(EngineClient engine) {
        return new EngineImages(engine.images(true, false, Map.of()), engine.containers());
    }

    /** By name as it is, or by the digest alone where a tag stands beside it. */
    Optional<EngineImage> named(Reference name) {
        Reference exact = exact(name);
        return images.stream().filter(image -> image.tags().contains(exact) || image.digests().contains(exact))
                .findFirst();
    }

    List<EngineImage> withId(String prefix) {
        return images.stream().filter(image -> image.id().startsWith(prefix)).toList();
    }

    boolean has(ImageId id) {
        return images.stream().anyMatch(image -> image.id().equals(id));
    }

    List<EngineContainer> containersOf(ImageId image) {
        return containers.stream().filter(container -> container.image().equals(image)).toList();
    }

    /** Whether the layers of an image outlive it: Podman takes the containers along that stand on them. */
    boolean layersHeld(ImageId image, boolean podman) {
        return !podman && !containersOf(image).isEmpty();
    }

    /** The images that were built on this one here; it cannot go before they do. */
    List<EngineImage> childrenOf(ImageId image) {
        return images.stream().filter(child -> child.parent().filter(image::equals).isPresent()).toList();
    }

    static Reference exact(Reference name) {
        return name.digest().map(name::withDigest).orElseGet(name::orLatest);
    }
}
