package dev.jimg.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Passes a tar on and looks at its headers first: a reader behind it, which may keep names and attributes of any length
 * in memory, never sees one beyond the limits of this package.
 */
public final class CheckedTarStream extends FilterInputStream {

    private final TarScan scan = new TarScan();

    public CheckedTarStream(InputStream tar) {
        super(tar);
    }

    /** @throws ArchiveException if a header is damaged or beyond a limit */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        byte[] piece = offset == 0 ? buffer : new byte[length];
        int read = in.read(piece, 0, length);
        if (read > 0) {
            scan.feed(piece, read);
            if (piece != buffer) {
                System.arraycopy(piece, 0, buffer, offset, read);
            }
        }
        return read;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Skipped bytes are looked at like the others. */
    @Override
    public long skip(long wanted) throws IOException {
        byte[] buffer = new byte[(int) Math.min(Math.max(wanted, 0), 64 * 1024)];
        return wanted <= 0 ? 0 : Math.max(0, read(buffer, 0, buffer.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
