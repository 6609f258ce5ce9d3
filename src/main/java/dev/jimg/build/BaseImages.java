package dev.jimg.build;

import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;

/** Brings the images that a Dockerfile names. */
@FunctionalInterface
public interface BaseImages {

    /**
     * The image, with all its blobs in the store: pulled if it is not there, or if {@code pull} says so.
     *
     * @param platform empty for whatever the store has, else this machine's
     */
    Manifest find(Reference name, Optional<Platform> platform, boolean pull, Cancellation cancellation);
}
