package dev.jimg.store;

import dev.jimg.oci.Digest;

/**
 * A blob that images need, one object however many images need it, so that counting its users is counting in an array.
 *
 * @param ordinal its place in the {@link ListingCache} it belongs to
 * @param foreign it need not be here: a layer that registries do not distribute
 */
record BlobRef(int ordinal, Digest digest, long size, boolean foreign) {}
