package dev.jimg.registry;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ManifestDocument;

/**
 * A manifest or index that came and was verified.
 *
 * @param digest of the document's bytes; in the algorithm that was asked for, if a digest was
 */
public record FetchedManifest(ManifestDocument document, Digest digest) {}
