package dev.jimg.archive;

/** How a tar is packed, told by its first bytes. */
public enum Compression {
    NONE,
    GZIP(0x1f, 0x8b),
    ZSTD(0x28, 0xb5, 0x2f, 0xfd),
    XZ(0xfd, '7', 'z', 'X', 'Z', 0x00),
    BZIP2('B', 'Z', 'h');

    /** How many bytes {@link #of} wants to see. */
    public static final int MAGIC_BYTES = 6;

    private static final int SKIPPABLE_FRAME = 0x184d2a50;

    private final int[] magic;

    Compression(int... magic) {
        this.magic = magic;
    }

    /** @param head the first bytes, {@link #MAGIC_BYTES} of them unless there are fewer */
    public static Compression of(byte[] head, int length) {
        for (Compression compression : values()) {
            if (compression.magic.length > 0 && compression.matches(head, length)) {
                return compression;
            }
        }
        return isSkippableZstdFrame(head, length) ? ZSTD : NONE;
    }

    private boolean matches(byte[] head, int length) {
        if (length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Zstandard data may begin with a frame for the application (RFC 8878, 3.1.2), as zstd:chunked layers do. */
    private static boolean isSkippableZstdFrame(byte[] head, int length) {
        if (length < 4) {
            return false;
        }
        int first = head[0] & 0xff | (head[1] & 0xff) << 8 | (head[2] & 0xff) << 16 | (head[3] & 0xff) << 24;
        return (first & 0xfffffff0) == SKIPPABLE_FRAME;
    }
}
