package dev.jimg.service;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import java.util.List;
import java.util.Optional;

/**
 * What a pull would do.
 *
 * @param digest what the name stands for in the registry now: a manifest's or an index's digest
 * @param image the image that would come
 * @param platforms what the registry offers; one for an image without an index
 * @param layers the lowest first
 * @param freeDisk bytes the disk here still has, -1 if not known
 * @param upToDate the name already stands for this image here, and all of it is here
 */
public record PullPlan(PullRequest request, Digest digest, ImageId image, Platform platform, List<Platform> platforms,
        List<PlannedLayer> layers, long freeDisk, boolean upToDate) {

    /**
     * @param here bytes of the blob that are here already: all, none, or what an earlier attempt left
     */
    public record PlannedLayer(Descriptor blob, long here) {

        public boolean complete() {
            return here == blob.size();
        }
    }

    /** Bytes to fetch. */
    public long bytesToFetch() {
        return layers.stream().mapToLong(layer -> layer.blob().size() - layer.here()).sum();
    }

    /** Bytes that are here. */
    public long bytesHere() {
        return layers.stream().mapToLong(PlannedLayer::here).sum();
    }

    /** The name that would be known here afterwards. */
    public Optional<String> tag() {
        return request.reference().tag();
    }
}
