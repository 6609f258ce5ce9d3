package dev.jimg.tar;

import java.io.ByteArrayOutputStream;

/**
 * Finds the headers of a tar as its bytes pass by, for who has other things to do with these.
 *
 * <p>Reads what {@link TarReader} reads, and entries of types unknown to that one. Not thread-safe.
 */
public final class TarFeed {

    private enum State { HEADER, SPARSE_MAP, EXTENSION, CONTENT, END }

    private final Visitor visitor;
    private final byte[] block = new byte[Header.BLOCK];
    private final ByteArrayOutputStream extension = new ByteArrayOutputStream();
    private final Extensions extensions = new Extensions();
    private State state = State.HEADER;
    private int filled;
    private long left;
    private long padding;
    private char extensionType;
    private boolean begun;

    /** Is told of each entry. */
    @FunctionalInterface
    public interface Visitor {

        /** @param extensions what is said of the entry before its header; both hold only during this call */
        void entry(Header header, Extensions extensions) throws TarException;

        /** Of an old sparse file: a block with more of its map, which holds only during this call. */
        default void sparseMap(byte[] block) throws TarException {}

        /** The next bytes that are stored of the entry; they hold only during this call. */
        default void content(byte[] bytes, int offset, int length) throws TarException {}

        /** That was all of the entry. */
        default void end() throws TarException {}
    }

    public TarFeed(Visitor visitor) {
        this.visitor = visitor;
    }

    /**
     * The next bytes of the tar. What comes after its end is ignored.
     *
     * @throws TarException if it is damaged
     */
    public void feed(byte[] bytes, int offset, int length) throws TarException {
        int position = offset;
        int end = offset + length;
        while (position < end && state != State.END) {
            position += switch (state) {
                case HEADER, SPARSE_MAP -> collectBlock(bytes, position, end);
                case EXTENSION -> collectExtension(bytes, position, end);
                case CONTENT, END -> passContent(bytes, position, end);
            };
        }
    }

    /** @throws TarException if the tar ended in the middle of an entry */
    public void finish() throws TarException {
        boolean between = state == State.END || state == State.HEADER && filled == 0;
        if (!between) {
            throw new TarException(begun ? "the tar is cut off" : "it is no tar");
        }
    }

    private int collectBlock(byte[] bytes, int position, int end) throws TarException {
        int piece = Math.min(Header.BLOCK - filled, end - position);
        System.arraycopy(bytes, position, block, filled, piece);
        filled += piece;
        if (filled == Header.BLOCK) {
            filled = 0;
            if (state == State.SPARSE_MAP) {
                visitor.sparseMap(block);
                state = Header.extensionMoreSparse(block) ? State.SPARSE_MAP : State.CONTENT;
                nextIfEmpty();
            } else {
                header();
            }
        }
        return piece;
    }

    private int collectExtension(byte[] bytes, int position, int end) throws TarException {
        int piece = (int) Math.min(left + padding, end - position);
        int ofContent = (int) Math.min(piece, left);
        extension.write(bytes, position, ofContent);
        left -= ofContent;
        padding -= piece - ofContent;
        if (left + padding == 0) {
            state = State.HEADER;
            extensions.add(extensionType, extension.toByteArray());
        }
        return piece;
    }

    private int passContent(byte[] bytes, int position, int end) throws TarException {
        int piece = (int) Math.min(end - position, left + padding);
        int ofContent = (int) Math.min(piece, left);
        if (ofContent > 0) {
            visitor.content(bytes, position, ofContent);
        }
        left -= ofContent;
        padding -= piece - ofContent;
        nextIfEmpty();
        return piece;
    }

    private void nextIfEmpty() throws TarException {
        if (state == State.CONTENT && left + padding == 0) {
            state = State.HEADER;
            visitor.end();
        }
    }

    private void header() throws TarException {
        if (Header.isZero(block)) {
            state = State.END;
            return;
        }
        Header header = new Header(block);
        begun = true;
        if (Extensions.isOne(header)) {
            beginExtension(header);
        } else {
            entry(header);
        }
    }

    private void beginExtension(Header header) throws TarException {
        extension.reset();
        extensionType = header.type();
        expect(Extensions.size(header));
        state = State.EXTENSION;
        if (left == 0) {
            state = State.HEADER;
            extensions.add(extensionType, new byte[0]);
        }
    }

    private void entry(Header header) throws TarException {
        visitor.entry(header, extensions);
        expect(extensions.storedSize(header));
        extensions.clear();
        state = header.isOldSparse() && header.moreSparse() ? State.SPARSE_MAP : State.CONTENT;
        nextIfEmpty();
    }

    private void expect(long size) {
        left = size;
        padding = Header.padding(size);
    }
}
