package dev.jimg.archive;

/**
 * How much a layer may unpack to.
 *
 * @param maxBytes at most, however it is packed
 * @param freeBytes up to here the ratio does not matter: a file of zeros is no attack
 * @param maxRatio unpacked bytes to packed bytes, beyond {@code freeBytes}
 */
public record LayerLimits(long maxBytes, long freeBytes, long maxRatio) {

    private static final long GIB = 1L << 30;

    /** Above what deflate can reach (1,032), so that only formats without that bound are ever refused by ratio. */
    private static final long RATIO = 1_100;

    public static final LayerLimits DEFAULT = new LayerLimits(512 * GIB, 4 * GIB, RATIO);

    /** For what is written to the disk as it is unpacked, before anyone knows whether it is needed. */
    static final LayerLimits SPOOLED = new LayerLimits(512 * GIB, 4 * GIB, 200);

    void check(long unpacked, long packed) throws ArchiveException {
        if (unpacked > maxBytes) {
            throw new ArchiveException("it unpacks to more than " + maxBytes + " bytes");
        }
        if (unpacked > freeBytes && unpacked / maxRatio > packed) {
            throw new ArchiveException("it unpacks to more than " + maxRatio + " times its size");
        }
    }
}
