package dev.jimg.service;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.List;

/**
 * One image, as a list shows it. An image with several names is one summary; faces make a row of each name.
 *
 * @param tags its tagged names, sorted; empty if it is dangling
 * @param digests its names by digest ({@code name@sha256:…})
 * @param created when it was made; the epoch if it does not say
 * @param size bytes of its unpacked file systems, all layers, as docker counts them
 * @param uniqueSize bytes on this disk that only this image needs, -1 if not known
 * @param containers how many containers were made from it, -1 if not known
 * @param manifest the digest of its manifest, as registries have it
 * @param health what is wrong with it here
 */
public record ImageSummary(ImageId id, List<Reference> tags, List<Reference> digests, Instant created, long size,
        long uniqueSize, int containers, Platform platform, Digest manifest, Health health) {

    /**
     * Whether all that belongs to the image is here, as far as that is known without reading it: what
     * {@link ImageService#verify} read is remembered.
     *
     * @param flaws what is wrong; empty for an image of which nothing bad is known
     */
    public record Health(List<Flaw> flaws) {

        public static final Health GOOD = new Health(List.of());

        public Health {
            flaws = List.copyOf(flaws);
        }

        public boolean good() {
            return flaws.isEmpty();
        }
    }

    public boolean dangling() {
        return tags.isEmpty();
    }
}
