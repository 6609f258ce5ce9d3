package dev.jimg.tar;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Reads a tar entry by entry: ustar, GNU and PAX, with all three kinds of sparse files.
 *
 * <p>Not thread-safe. Does not close the stream.
 */
public final class TarReader {

    private final InputStream in;
    private final byte[] block = new byte[Header.BLOCK];
    private final Extensions extensions = new Extensions();
    private long left;
    private long padding;
    private boolean begun;

    public TarReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next entry; what was not read of the one before is skipped.
     *
     * @return empty at the end of the archive
     * @throws TarException if it is damaged or cut off
     */
    public Optional<TarEntry> next() throws IOException {
        extensions.clear();
        boolean pending = false;
        while (true) {
            skip();
            if (!readBlock(!pending) || Header.isZero(block)) {
                if (pending) {
                    throw new TarException("the tar is cut off");
                }
                return Optional.empty();
            }
            Header header = new Header(block);
            begun = true;
            pending = true;
            if (Extensions.isOne(header)) {
                extensions.add(header.type(), extension(header));
            } else if (header.type() == 'V') {
                expect(header.size());
            } else {
                return Optional.of(entry(header));
            }
            pending = header.type() != 'g' && header.type() != 'V';
        }
    }

    /** The stored bytes of the entry that {@link #next} gave last: of a sparse file, those of its segments. */
    public InputStream content() {
        return new Content();
    }

    private TarEntry entry(Header header) throws IOException {
        EntryParts parts = new EntryParts(header, extensions);
        expect(parts.stored());
        boolean more = header.isOldSparse() && header.moreSparse();
        while (more) {
            byte[] extension = new byte[Header.BLOCK];
            readFully(extension, extension.length);
            parts.addAll(Header.extensionSegments(extension));
            more = Header.extensionMoreSparse(extension);
        }
        if (parts.mapFollows()) {
            parts.addAll(map());
        }
        return parts.entry(left);
    }

    private List<TarEntry.Segment> map() throws IOException {
        SparseMap map = new SparseMap();
        byte[] piece = new byte[Header.BLOCK];
        while (!map.ended()) {
            int read = content().readNBytes(piece, 0, piece.length);
            map.feed(piece, 0, read);
            if (read < piece.length && !map.ended()) {
                throw new TarException("damaged tar (the map of a sparse file)");
            }
        }
        return map.segments();
    }

    private byte[] extension(Header header) throws IOException {
        byte[] bytes = new byte[Extensions.size(header)];
        expect(bytes.length);
        readFully(bytes, bytes.length);
        left = 0;
        return bytes;
    }

    private void expect(long size) {
        left = size;
        padding = Header.padding(size);
    }

    private void skip() throws IOException {
        byte[] waste = new byte[(int) Math.min(left + padding, 64 * 1024)];
        while (left + padding > 0) {
            int piece = (int) Math.min(waste.length, left + padding);
            readFully(waste, piece);
            long ofContent = Math.min(piece, left);
            left -= ofContent;
            padding -= piece - ofContent;
        }
    }

    /** @return false at the end of the stream, where one may be: some tars end without their two empty blocks */
    private boolean readBlock(boolean mayEnd) throws IOException {
        int read = in.readNBytes(block, 0, block.length);
        if (read == block.length) {
            return true;
        }
        if (read == 0 && mayEnd) {
            return false;
        }
        throw new TarException(begun ? "the tar is cut off" : "it is no tar");
    }

    private void readFully(byte[] bytes, int length) throws IOException {
        if (in.readNBytes(bytes, 0, length) < length) {
            throw new TarException("the tar is cut off");
        }
    }

    private final class Content extends InputStream {

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new TarException("the tar is cut off");
            }
            left -= read;
            return read;
        }
    }
}
