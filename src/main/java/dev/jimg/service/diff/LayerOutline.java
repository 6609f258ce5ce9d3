package dev.jimg.service.diff;

import dev.jimg.oci.DiffId;

/**
 * A layer of an image that is compared.
 *
 * @param size bytes
 * @param packed whether those are the bytes of the blob as it travels, because nobody knows the others without fetching it
 * @param createdBy the step of the history that made it; empty if none tells
 */
public record LayerOutline(DiffId diffId, long size, boolean packed, String createdBy) {}
