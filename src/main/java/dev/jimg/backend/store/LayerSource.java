package dev.jimg.backend.store;

import dev.jimg.registry.BlobStream;
import dev.jimg.transfer.Cancellation;

/** Where the bytes of one blob come from. */
@FunctionalInterface
interface LayerSource {

    /** The bytes from one place to another; or from 0, where the registry serves no ranges. */
    BlobStream open(long from, long end, Cancellation cancellation);
}
