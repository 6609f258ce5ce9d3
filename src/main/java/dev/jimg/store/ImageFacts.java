package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What manifest and config tell of an image for a list. It follows from the manifest's digest alone, so that it can be
 * remembered and is never stale.
 *
 * @param image false for a manifest of something that is no container image
 * @param original what the manifest is the {@linkplain OciForm OCI form} of
 */
record ImageFacts(BlobRef manifest, boolean image, BlobRef config, Instant created, Platform platform,
        List<BlobRef> layers, Optional<Digest> original) {}
