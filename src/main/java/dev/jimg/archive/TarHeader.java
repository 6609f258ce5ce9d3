package dev.jimg.archive;

import java.nio.charset.StandardCharsets;

/**
 * One header block of a tar (POSIX.1-1988 ustar, with GNU's extensions). Text is kept byte for byte, one character a
 * byte, because only its length and its equality matter here.
 */
record TarHeader(String name, long size, char type, String linkName, long realSize, boolean hasMoreSparseMaps) {

    static final char LONG_NAME = 'L';
    static final char LONG_LINK = 'K';
    static final char PAX_GLOBAL = 'g';
    static final int MORE_SPARSE_MAPS = 504;

    private static final char PAX = 'x';
    private static final char PAX_SOLARIS = 'X';
    private static final char OLD_SPARSE = 'S';
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int GNU_REAL_SIZE = 483;
    private static final int GNU_IS_EXTENDED = 482;

    /** @throws ArchiveException if the checksum says that this is no header */
    static TarHeader read(byte[] block) throws ArchiveException {
        if (!checksumHolds(block)) {
            throw new ArchiveException("it is no tar, or a damaged one (header checksum)");
        }
        char type = block[156] == 0 ? '0' : (char) (block[156] & 0xff);
        String name = field(block, 0, 100);
        boolean posix = field(block, 257, 6).equals("ustar");
        String prefix = posix ? field(block, 345, 155) : "";
        boolean sparse = type == OLD_SPARSE;
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, number(block, 124, 12), type,
                field(block, 157, 100), sparse ? number(block, GNU_REAL_SIZE, 12) : 0,
                sparse && block[GNU_IS_EXTENDED] != 0);
    }

    boolean isExtended() {
        return type == LONG_NAME || type == LONG_LINK || type == PAX_GLOBAL || type == PAX || type == PAX_SOLARIS;
    }

    /** Regular, also in its old and contiguous spellings. A name with a slash at its end is an old directory. */
    boolean isFile() {
        return (type == '0' || type == '7' || type == OLD_SPARSE) && !name.endsWith("/");
    }

    boolean isSymlink() {
        return type == '2';
    }

    boolean isOldSparse() {
        return type == OLD_SPARSE;
    }

    /** Links, devices, directories and pipes have none, whatever their size field says. */
    boolean hasContent() {
        return type < '1' || type > '6';
    }

    static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Up to the first NUL. */
    static String text(byte[] bytes) {
        return field(bytes, 0, bytes.length);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A hash of the path that does not see a leading {@code ./} or {@code /}, doubled or trailing slashes. */
    static long hash(String path) {
        long hash = 0xcbf29ce484222325L;
        boolean slash = true;
        boolean pending = false;
        int from = path.startsWith("./") ? 2 : 0;
        for (int i = from; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '/') {
                pending = !slash;
                continue;
            }
            if (pending) {
                hash = (hash ^ '/') * 0x100000001b3L;
                pending = false;
            }
            slash = false;
            hash = (hash ^ c) * 0x100000001b3L;
        }
        return hash ^ hash >>> 29;
    }

    private static String field(byte[] block, int offset, int length) {
        int end = offset;
        while (end < offset + length && block[end] != 0) {
            end++;
        }
        return new String(block, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /** Octal text, or GNU's base-256 where the first bit is set. */
    private static long number(byte[] block, int offset, int length) throws ArchiveException {
        if ((block[offset] & 0x80) != 0) {
            return binary(block, offset, length);
        }
        long value = 0;
        boolean begun = false;
        for (int i = offset; i < offset + length; i++) {
            int c = block[i] & 0xff;
            if (c >= '0' && c <= '7') {
                value = value << 3 | c - '0';
                begun = true;
            } else if (begun || c != ' ') {
                break;
            }
        }
        return value;
    }

    private static long binary(byte[] block, int offset, int length) throws ArchiveException {
        long value = block[offset] & 0x7f;
        for (int i = offset + 1; i < offset + length; i++) {
            if (value >>> 55 != 0) {
                throw new ArchiveException("a tar header has a size that is out of range");
            }
            value = value << 8 | block[i] & 0xff;
        }
        if (value < 0) {
            throw new ArchiveException("a tar header has a size that is out of range");
        }
        return value;
    }

    /** The sum of all bytes, the checksum's own taken as spaces; old tars summed signed bytes. */
    private static boolean checksumHolds(byte[] block) throws ArchiveException {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < block.length; i++) {
            byte b = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        long wanted = number(block, CHECKSUM, CHECKSUM_LENGTH);
        return wanted == unsigned || wanted == signed;
    }
}
