/**
 * The words of the field: references, digests, platforms, descriptors, manifests, indexes and image configs.
 *
 * <p>Everything here is immutable and does no I/O. A text is parsed once, at the edge, and travels as its type from
 * then on; the parser's error names the bad text. Documents that are addressed by digest keep the raw bytes they were
 * parsed from beside the parse, because JSON written again would have another digest.
 *
 * <p>Sources: the OCI image spec 1.1, the OCI distribution spec 1.1, docker's manifest schema 2 and the grammar of
 * distribution/reference.
 */
package dev.jimg.oci;
