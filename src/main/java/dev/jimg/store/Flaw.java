package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.util.Locale;

/**
 * What is wrong with a blob that an image needs.
 *
 * @param size bytes that it has here, -1 where it is missing
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

    static Flaw missing(BlobRef blob, Part part) {
        return new Flaw(blob.digest(), part, Kind.MISSING, -1, blob.size());
    }

    static Flaw damaged(BlobRef blob, Part part, long size) {
        return new Flaw(blob.digest(), part, size == blob.size() ? Kind.WRONG_BYTES : Kind.WRONG_SIZE, size, blob.size());
    }

    /** A phrase for a person. */
    String words() {
        String what = "its " + part.name().toLowerCase(Locale.ROOT);
        return kind == Kind.MISSING ? what + " is missing" : what + " " + blob.shortHex() + (kind == Kind.WRONG_SIZE
                ? " has " + size + " instead of " + expected + " bytes" : " is not what its digest promises");
    }
}
