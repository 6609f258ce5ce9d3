package dev.jimg.build;

import dev.jimg.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;

/** The content of a file that a tar stores without its holes, with them. */
final class SparseContent extends InputStream {

    private final InputStream stored;
    private final Iterator<TarEntry.Segment> segments;
    private final long size;
    private TarEntry.Segment segment;
    private long position;

    private SparseContent(TarEntry entry, InputStream stored) {
        this.stored = stored;
        this.segments = entry.segments().iterator();
        this.size = entry.size();
        this.segment = next();
    }

    /** The content as it is, where there are no holes. */
    static InputStream whole(TarEntry entry, InputStream stored) {
        return entry.segments().isEmpty() ? stored : new SparseContent(entry, stored);
    }

    private TarEntry.Segment next() {
        return segments.hasNext() ? segments.next() : new TarEntry.Segment(size, 0);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (position == segment.offset() + segment.length() && position < size) {
            segment = next();
        }
        if (position == size) {
            return -1;
        }
        boolean hole = position < segment.offset();
        long end = hole ? segment.offset() : segment.offset() + segment.length();
        int piece = (int) Math.min(length, end - position);
        if (hole) {
            Arrays.fill(buffer, offset, offset + piece, (byte) 0);
        } else {
            piece = stored.read(buffer, offset, piece);
        }
        position += Math.max(0, piece);
        return piece;
    }
}
