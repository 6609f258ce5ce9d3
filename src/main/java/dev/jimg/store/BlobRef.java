package dev.jimg.store;

import dev.jimg.oci.Digest;

/**
 * A blob that images need, one object however many images need it, so that counting its users is counting in an array.
 * What a descriptor says beside the digest is its own: one that lies makes another object, and taints nobody else's.
 *
 * @param ordinal its place in the {@link ListingCache} it belongs to
 * @param foreign it need not be here: a layer that registries do not distribute
 */
record BlobRef(int ordinal, Digest digest, long size, boolean foreign) {}
