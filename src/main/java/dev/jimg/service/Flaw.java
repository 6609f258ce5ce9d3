package dev.jimg.service;

import dev.jimg.oci.Digest;

/**
 * What is wrong with something that an image is made of.
 *
 * @param blob of the image that it is
 * @param size bytes that it has here, -1 where it is missing or that is not known
 * @param expected bytes that it should have, -1 where that is not known
 */
public record Flaw(Digest blob, Part part, Kind kind, long size, long expected) {

    /** What it is to its image. */
    public enum Part { MANIFEST, CONFIG, LAYER }

    /** In which way it is damaged. */
    public enum Kind {
        MISSING,
        /** It was cut off, or something was written to it. */
        WRONG_SIZE,
        /** It has as many bytes as it should, but others than its digest promises. */
        WRONG_BYTES
    }
}
