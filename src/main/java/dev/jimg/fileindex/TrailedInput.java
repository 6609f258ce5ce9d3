package dev.jimg.fileindex;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** All of a stream but its last bytes, which are kept back; what is handed on goes into a checksum. */
final class TrailedInput extends InputStream {

    private final InputStream in;
    private final Checksum checksum;
    private final byte[] kept;
    private final byte[] fresh = new byte[1 << 16];
    private int held;

    TrailedInput(InputStream in, Checksum checksum, int trailer) {
        this.in = in;
        this.checksum = checksum;
        this.kept = new byte[trailer];
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (held < kept.length) {
            held += in.readNBytes(kept, held, kept.length - held);
            if (held < kept.length) {
                throw new EOFException();
            }
        }
        int wanted = Math.min(length, fresh.length - kept.length);
        // What was kept comes first, and as many of the newest bytes take its place.
        int read = in.read(fresh, kept.length, wanted);
        if (read < 0) {
            return -1;
        }
        System.arraycopy(kept, 0, fresh, 0, kept.length);
        System.arraycopy(fresh, 0, bytes, offset, read);
        System.arraycopy(fresh, read, kept, 0, kept.length);
        checksum.update(bytes, offset, read);
        return read;
    }

    /** The last bytes as a number, once the rest was read to its end. */
    long trailer() {
        return ByteBuffer.wrap(kept).getLong();
    }
}
