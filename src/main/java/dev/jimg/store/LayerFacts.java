package dev.jimg.store;

import dev.jimg.oci.DiffId;

/**
 * What unpacking a layer told about it, remembered so that it is unpacked once.
 *
 * @param diffId the digest of its tar
 * @param tarSize bytes of its tar
 * @param unpackedSize bytes of the files in it, as docker counts them
 */
public record LayerFacts(DiffId diffId, long tarSize, long unpackedSize) {}
