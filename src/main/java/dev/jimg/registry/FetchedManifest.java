package dev.jimg.registry;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ManifestDocument;
import java.util.Optional;

/**
 * A manifest or index that came and was verified.
 *
 * @param digest of the document's bytes; in the algorithm that was asked for, if a digest was
 * @param rateLimit what the registry said of how many more may be fetched
 */
public record FetchedManifest(ManifestDocument document, Digest digest, Optional<RateLimit> rateLimit) {}
