package dev.jimg.archive;

import java.io.ByteArrayOutputStream;

/**
 * Finds in a tar, as its bytes pass by, how large its files are: regular files with their whole (not their sparse)
 * size, symbolic links with the length of their target, everything else nothing; a path that comes twice counts as it
 * came last. That is what docker shows as a layer's size.
 *
 * <p>Reads ustar, GNU long names and links, PAX headers, and GNU's sparse files, old and PAX.
 */
final class TarScan {

    private static final int BLOCK = 512;
    /** Extended headers beyond it are an attack on memory: no path or attribute is that long. */
    private static final int MAX_EXTENDED_BYTES = 1 << 20;

    /** Beyond any disk, and far from where sums of sizes overflow. */
    private static final long MAX_ENTRY_BYTES = 1L << 50;

    private enum State { HEADER, SPARSE_MAP, EXTENDED, CONTENT, END }

    private final PathSizes sizes = new PathSizes();
    private final byte[] block = new byte[BLOCK];
    private final ByteArrayOutputStream extended = new ByteArrayOutputStream();
    private final PaxFields global = new PaxFields();
    private State state = State.HEADER;
    private PaxFields pax = new PaxFields();
    private String longName;
    private String longLink;
    private int filled;
    private long left;
    private long padding;
    private char extendedType;
    private boolean seenHeader;

    /** The next bytes of the tar. */
    void feed(byte[] bytes, int length) throws ArchiveException {
        int position = 0;
        while (position < length && state != State.END) {
            position += switch (state) {
                case HEADER, SPARSE_MAP -> collectBlock(bytes, position, length);
                case EXTENDED -> collectExtended(bytes, position, length);
                case CONTENT, END -> skipContent(length - position);
            };
        }
    }

    /**
     * The sum of the sizes. To be asked at the end.
     *
     * @throws ArchiveException if the tar ends in the middle of an entry
     */
    long finish() throws ArchiveException {
        boolean between = state == State.END || state == State.HEADER && filled == 0;
        if (!between) {
            throw new ArchiveException(seenHeader ? "the tar is cut off" : "it is no tar");
        }
        return sizes.sum();
    }

    private int collectBlock(byte[] bytes, int position, int length) throws ArchiveException {
        int piece = Math.min(BLOCK - filled, length - position);
        System.arraycopy(bytes, position, block, filled, piece);
        filled += piece;
        if (filled == BLOCK) {
            filled = 0;
            if (state == State.SPARSE_MAP) {
                state = block[TarHeader.MORE_SPARSE_MAPS] != 0 ? State.SPARSE_MAP : State.CONTENT;
                nextIfEmpty();
            } else {
                header();
            }
        }
        return piece;
    }

    private int skipContent(int available) {
        long piece = Math.min(available, left + padding);
        long ofContent = Math.min(piece, left);
        left -= ofContent;
        padding -= piece - ofContent;
        nextIfEmpty();
        return (int) piece;
    }

    private void nextIfEmpty() {
        if (state == State.CONTENT && left + padding == 0) {
            state = State.HEADER;
        }
    }

    private int collectExtended(byte[] bytes, int position, int length) throws ArchiveException {
        int piece = (int) Math.min(left + padding, length - position);
        int ofContent = (int) Math.min(piece, left);
        extended.write(bytes, position, ofContent);
        left -= ofContent;
        padding -= piece - ofContent;
        if (left + padding == 0) {
            state = State.HEADER;
            extendedDone();
        }
        return piece;
    }

    private void header() throws ArchiveException {
        if (TarHeader.isZero(block)) {
            state = State.END;
            return;
        }
        TarHeader header = TarHeader.read(block);
        seenHeader = true;
        if (header.isExtended()) {
            beginExtended(header);
        } else {
            entry(header);
        }
    }

    private void beginExtended(TarHeader header) throws ArchiveException {
        if (header.size() > MAX_EXTENDED_BYTES) {
            throw new ArchiveException("a tar header of " + header.size() + " bytes is more than the "
                    + MAX_EXTENDED_BYTES + " allowed");
        }
        extended.reset();
        extendedType = header.type();
        expect(header.size());
        state = State.EXTENDED;
        if (left == 0) {
            state = State.HEADER;
            extendedDone();
        }
    }

    private void extendedDone() throws ArchiveException {
        switch (extendedType) {
            case TarHeader.LONG_NAME -> longName = TarHeader.text(extended.toByteArray());
            case TarHeader.LONG_LINK -> longLink = TarHeader.text(extended.toByteArray());
            case TarHeader.PAX_GLOBAL -> global.read(extended.toByteArray());
            default -> pax.read(extended.toByteArray());
        }
    }

    private void entry(TarHeader header) throws ArchiveException {
        PaxFields fields = pax.over(global);
        long stored = fields.size().orElse(header.size());
        String name = fields.path().orElse(longName != null ? longName : header.name());
        long counted = 0;
        if (header.isFile()) {
            counted = fields.realSize().orElse(header.isOldSparse() ? header.realSize() : stored);
        } else if (header.isSymlink()) {
            String target = fields.linkPath().orElse(longLink != null ? longLink : header.linkName());
            counted = TarHeader.bytes(target).length;
        }
        sizes.put(TarHeader.hash(name), Math.min(counted, MAX_ENTRY_BYTES));
        pax = new PaxFields();
        longName = null;
        longLink = null;
        expect(header.hasContent() ? stored : 0);
        state = header.isOldSparse() && header.hasMoreSparseMaps() ? State.SPARSE_MAP : State.CONTENT;
        nextIfEmpty();
    }

    private void expect(long size) throws ArchiveException {
        if (size > MAX_ENTRY_BYTES) {
            throw new ArchiveException("a tar header has a size that is out of range");
        }
        left = size;
        padding = (BLOCK - size % BLOCK) % BLOCK;
    }
}
