package dev.jimg.tar;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The fields of one header block (POSIX.1-1988 ustar, with GNU's extensions), each read when it is asked for. Texts are
 * byte strings.
 */
public final class Header {

    public static final int BLOCK = 512;
    /** Beyond any disk, and far from where sums of sizes overflow. */
    public static final long MAX_ENTRY_BYTES = 1L << 50;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_LENGTH = 8;
    private static final int SPARSE_IN_HEADER = 386;
    private static final int SPARSE_ENTRY = 24;
    private static final int HEADER_SPARSE_ENTRIES = 4;
    private static final int MORE_SPARSE = 482;
    private static final int SPARSE_REAL_SIZE = 483;
    private static final int BLOCK_SPARSE_ENTRIES = 21;
    private static final int BLOCK_MORE_SPARSE = 504;

    private final byte[] block;

    /**
     * @param block is not copied
     * @throws TarException if the checksum says that this is no header
     */
    public Header(byte[] block) throws TarException {
        this.block = block;
        if (!checksumHolds(block)) {
            throw new TarException("it is no tar, or a damaged one (header checksum)");
        }
    }

    /** Two such blocks are the end of a tar; one is enough for all who read them. */
    public static boolean isZero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Bytes after content, up to the next header. */
    public static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    static long bounded(long size) throws TarException {
        if (size < 0 || size > MAX_ENTRY_BYTES) {
            throw new TarException("damaged tar (the size of an entry is out of range)");
        }
        return size;
    }

    public String name() {
        String name = text(block, 0, 100);
        // GNU's own format has times where ustar has the prefix; its magic ends in blanks.
        String prefix = text(block, 257, 6).equals("ustar") ? text(block, 345, 155) : "";
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    public char type() {
        return block[156] == 0 ? '0' : (char) (block[156] & 0xff);
    }

    /** Regular, also in its old, contiguous and sparse spellings. A name with a slash at its end is an old directory. */
    public boolean isFile() {
        return (type() == '0' || type() == '7' || isOldSparse()) && !name().endsWith("/");
    }

    public boolean isSymlink() {
        return type() == '2';
    }

    /** A sparse file of GNU's own format, whose map is in this header and in blocks after it. */
    public boolean isOldSparse() {
        return type() == 'S';
    }

    /** Links, devices, directories and pipes have none, whatever their size field says. */
    public boolean hasContent() {
        return type() < '1' || type() > '6';
    }

    int mode() throws TarException {
        return (int) (number(100, 8) & 07777);
    }

    long uid() throws TarException {
        return number(108, 8);
    }

    long gid() throws TarException {
        return number(116, 8);
    }

    public long size() throws TarException {
        return bounded(number(124, 12));
    }

    /** Seconds since the epoch. */
    public long mtime() throws TarException {
        return number(136, 12);
    }

    public String linkName() {
        return text(block, 157, 100);
    }

    int major() throws TarException {
        return (int) number(329, 8);
    }

    int minor() throws TarException {
        return (int) number(337, 8);
    }

    /** Of an old sparse file: its size once unpacked. */
    public long sparseRealSize() throws TarException {
        return bounded(number(SPARSE_REAL_SIZE, 12));
    }

    List<TarEntry.Segment> sparseSegments() throws TarException {
        return segments(block, SPARSE_IN_HEADER, HEADER_SPARSE_ENTRIES);
    }

    /** Whether a block with more of an old sparse file's map follows. */
    boolean moreSparse() {
        return block[MORE_SPARSE] != 0;
    }

    /** The segments in a block that follows the header. */
    static List<TarEntry.Segment> extensionSegments(byte[] block) throws TarException {
        return segments(block, 0, BLOCK_SPARSE_ENTRIES);
    }

    /** Whether after such a block another one follows. */
    static boolean extensionMoreSparse(byte[] block) {
        return block[BLOCK_MORE_SPARSE] != 0;
    }

    private static List<TarEntry.Segment> segments(byte[] block, int from, int count) throws TarException {
        List<TarEntry.Segment> result = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = from + i * SPARSE_ENTRY;
            if (block[at] == 0) {
                break;
            }
            result.add(new TarEntry.Segment(number(block, at, 12), number(block, at + 12, 12)));
        }
        return result;
    }

    /** Up to the first NUL. */
    static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    private long number(int offset, int length) throws TarException {
        return number(block, offset, length);
    }

    /** Octal text, or GNU's base-256, signed, where the first bit is set. */
    private static long number(byte[] block, int offset, int length) throws TarException {
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

    private static long binary(byte[] block, int offset, int length) throws TarException {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = negative ? block[offset] | ~0x7fL : block[offset] & 0x3f;
        for (int i = offset + 1; i < offset + length; i++) {
            if (value > Long.MAX_VALUE >> 8 || value < Long.MIN_VALUE >> 8) {
                throw outOfRange();
            }
            value = value << 8 | block[i] & 0xff;
        }
        return value;
    }

    /** The sum of all bytes, the checksum's own taken as blanks; old tars summed signed bytes. */
    private static boolean checksumHolds(byte[] block) throws TarException {
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

    private static TarException outOfRange() {
        return new TarException("damaged tar (a number in a header is out of range)");
    }
}
