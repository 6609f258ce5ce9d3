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

    /** Extended headers beyond it are an attack on memory: no path or attribute is that long. */
    private static final int MAX_EXTENDED_BYTES = 1 << 20;
    private static final int MAX_SEGMENTS = 1 << 20;
    /** Beyond any disk, and far from where sums of sizes overflow. */
    private static final long MAX_ENTRY_BYTES = 1L << 50;

    private final InputStream in;
    private final byte[] block = new byte[Header.BLOCK];
    private final Pax global = new Pax();
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
        Pax pax = new Pax();
        String longName = null;
        String longLink = null;
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
            switch (header.type()) {
                case 'L' -> longName = cText(extended(header));
                case 'K' -> longLink = cText(extended(header));
                case 'x', 'X' -> pax.read(extended(header));
                case 'g' -> global.read(extended(header));
                case 'V' -> expect(header.size());
                default -> {
                    return Optional.of(entry(header, pax.over(global), longName, longLink));
                }
            }
            pending = header.type() != 'g' && header.type() != 'V';
        }
    }

    /** The stored bytes of the entry that {@link #next} gave last: of a sparse file, those of its segments. */
    public InputStream content() {
        return new Content();
    }

    private TarEntry entry(Header header, Pax pax, String longName, String longLink) throws IOException {
        String name = pax.text("GNU.sparse.name").or(() -> pax.text("path"))
                .orElse(longName != null ? longName : header.name());
        String link = pax.text("linkpath").orElse(longLink != null ? longLink : header.linkName());
        long stored = pax.number("size").orElse(header.size());
        TarEntry.Type type = type(header.type(), name);
        long[] time = pax.time("mtime").orElse(new long[] {header.mtime(), 0});
        TarEntry entry = new TarEntry(name, type, header.mode(), pax.number("uid").orElse(header.uid()),
                pax.number("gid").orElse(header.gid()), type == TarEntry.Type.FILE ? stored : 0, time[0], (int) time[1],
                link, header.major(), header.minor(), pax.xattrs(), List.of());
        List<TarEntry.Segment> oldSparse = header.type() == 'S' ? oldSparse(header) : List.of();
        long oldSize = header.type() == 'S' ? header.sparseRealSize() : 0;
        // Links, devices and directories have no content, whatever their size field says.
        expect(type == TarEntry.Type.FILE ? stored : 0);
        if (header.type() == 'S') {
            return sparse(entry, oldSize, oldSparse);
        }
        return paxSparse(entry, pax);
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
        if (sum != left || size < 0 || size > MAX_ENTRY_BYTES) {
            throw new TarException("damaged tar (the size of a sparse file)");
        }
        return new TarEntry(entry.name(), entry.type(), entry.mode(), entry.uid(), entry.gid(), size, entry.mtime(),
                entry.mtimeNanos(), entry.linkName(), 0, 0, entry.xattrs(),
                segments.isEmpty() ? List.of(new TarEntry.Segment(size, 0)) : List.copyOf(segments));
    }

    private byte[] extended(Header header) throws IOException {
        if (header.size() > MAX_EXTENDED_BYTES) {
            throw new TarException("a tar header of " + header.size() + " bytes is more than the "
                    + MAX_EXTENDED_BYTES + " allowed");
        }
        byte[] bytes = new byte[(int) header.size()];
        expect(bytes.length);
        readFully(bytes, bytes.length);
        left = 0;
        return bytes;
    }

    private static String cText(byte[] bytes) {
        return Header.text(bytes, 0, bytes.length);
    }

    private void expect(long size) throws TarException {
        if (size > MAX_ENTRY_BYTES) {
            throw new TarException("damaged tar (the size of an entry is out of range)");
        }
        left = size;
        padding = (Header.BLOCK - size % Header.BLOCK) % Header.BLOCK;
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
