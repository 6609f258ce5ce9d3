package dev.jimg.archive;

import dev.jimg.oci.DiffId;

/**
 * What one pass over a layer tells.
 *
 * @param diffId the digest of its tar
 * @param tarSize bytes of its tar, end and padding included
 * @param unpackedSize bytes of its files and symbolic links, as docker counts them
 */
public record LayerMeasurement(DiffId diffId, long tarSize, long unpackedSize) {}
