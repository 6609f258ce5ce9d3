package dev.jimg.service;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a name of a registry stands for.
 *
 * @param digest of the manifest or index
 * @param variants one for each platform; one for an image without an index
 * @param image the image for this machine's platform; empty if there is none
 * @param created when that image was made, if it says
 */
public record RemoteImage(Reference reference, Digest digest, MediaType mediaType, List<Variant> variants,
        Optional<ImageId> image, Optional<Instant> created) {

    /**
     * @param size bytes of config and layers as they travel, -1 if not asked for
     */
    public record Variant(Platform platform, Digest manifest, long size) {}
}
