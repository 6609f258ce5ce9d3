package dev.jimg.tar;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a tar entry by entry: ustar, GNU and PAX, with all three kinds of sparse files.
 *
 * <p>Not thread-safe. Does not close the stream.
 */
public final class TarReader {

    private static final int MAX_SEGMENTS = 1 << 20;

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
        Pax pax = extensions.pax();
        String name = extensions.name(header);
        TarEntry.Type type = type(header.type(), name);
        long stored = type == TarEntry.Type.FILE ? extensions.storedSize(header) : 0;
        long[] time = extensions.time(header);
        TarEntry entry = new TarEntry(name, type, header.mode(), pax.number("uid").orElse(header.uid()),
                pax.number("gid").orElse(header.gid()), stored, time[0], (int) time[1], extensions.linkName(header),
                header.major(), header.minor(), pax.xattrs(), List.of());
        expect(stored);
        return header.isOldSparse() ? sparse(entry, header.sparseRealSize(), oldSparse(header))
                : paxSparse(entry, pax);
    }

    private static TarEntry.Type type(char letter, String name) throws TarException {
        return switch (letter) {
            case '0', '7', 'S' -> name.endsWith("/") ? TarEntry.Type.DIRECTORY : TarEntry.Type.FILE;
            case '1' -> TarEntry.Type.HARD_LINK;
            case '2' -> TarEntry.Type.SYMLINK;
            case '3' -> TarEntry.Type.CHARACTER_DEVICE;
            case '4' -> TarEntry.Type.BLOCK_DEVICE;
            case '5' -> TarEntry.Type.DIRECTORY;
            case '6' -> TarEntry.Type.FIFO;
            default -> throw new TarException("the tar has an entry of an unknown type (" + (int) letter + ")");
        };
    }

    private List<TarEntry.Segment> oldSparse(Header header) throws IOException {
        List<TarEntry.Segment> segments = new ArrayList<>(header.sparseSegments());
        boolean more = header.moreSparse();
        while (more) {
            byte[] extension = new byte[Header.BLOCK];
            readFully(extension, extension.length);
            segments.addAll(Header.extensionSegments(extension));
            more = Header.extensionMoreSparse(extension);
            if (segments.size() > MAX_SEGMENTS) {
                throw new TarException("damaged tar (too many pieces of a sparse file)");
            }
        }
        return segments;
    }

    private TarEntry paxSparse(TarEntry entry, Pax pax) throws IOException {
        if (pax.text("GNU.sparse.major").filter("1"::equals).isPresent()) {
            List<TarEntry.Segment> segments = new SparseMap(content()).read(MAX_SEGMENTS);
            return sparse(entry, pax.number("GNU.sparse.realsize").orElse(entry.size()), segments);
        }
        Optional<Long> size = pax.number("GNU.sparse.size");
        return size.isEmpty() ? entry : sparse(entry, size.get(), pax.segments());
    }

    /** The segments must be in order, within the file, and as long as what is stored. */
    private TarEntry sparse(TarEntry entry, long size, List<TarEntry.Segment> segments) throws TarException {
        long end = 0;
        long sum = 0;
        for (TarEntry.Segment segment : segments) {
            boolean sound = segment.offset() >= end && segment.length() >= 0
                    && segment.offset() <= size - segment.length();
            if (!sound) {
                throw new TarException("damaged tar (the pieces of a sparse file)");
            }
            end = segment.offset() + segment.length();
            sum += segment.length();
        }
        if (sum != left || size < 0 || size > Header.MAX_ENTRY_BYTES) {
            throw new TarException("damaged tar (the size of a sparse file)");
        }
        return new TarEntry(entry.name(), entry.type(), entry.mode(), entry.uid(), entry.gid(), size, entry.mtime(),
                entry.mtimeNanos(), entry.linkName(), 0, 0, entry.xattrs(),
                segments.isEmpty() ? List.of(new TarEntry.Segment(size, 0)) : List.copyOf(segments));
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
