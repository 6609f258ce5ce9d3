package dev.jimg.build;

import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.transfer.Cancellation;
import java.util.Optional;

/** Brings the images that a Dockerfile names. */
@FunctionalInterface
public interface BaseImages {

    /**
     * The image, with all its blobs in the store: pulled if it is not there, or if {@code pull} says so.
     *
     * @param name as the Dockerfile has it: a reference, or the ID of an image that is there
     * @param platform empty for whatever the store has, else this machine's
     * @throws dev.jimg.oci.MalformedException if it is neither
     */
    Manifest find(String name, Optional<Platform> platform, boolean pull, Cancellation cancellation);
}
