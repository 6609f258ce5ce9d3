package dev.jimg.registry;

import dev.jimg.oci.Descriptor;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A blob on its way to a registry. Its last bytes leave only when the digest of all of them was found right: bytes that
 * are damaged here never become a blob there, because the request that would make them one stays incomplete.
 */
final class BlobBody extends RequestBody {

    private static final MediaType BYTES = MediaType.get("application/octet-stream");
    private static final int BUFFER_BYTES = 256 * 1024;
    /**
     * So much is handed to okio at once: it cuts it into segments of 8 KB, of which it keeps only a few for the next time.
     * What is handed over in one go of 256 KB is garbage afterwards, which cost a quarter of a push's processor time.
     */
    private static final int PIECE_BYTES = 64 * 1024;

    private final Descriptor blob;
    private final BlobSource source;
    private final ProgressSink progress;
    private final Cancellation cancellation;

    BlobBody(Descriptor blob, BlobSource source, ProgressSink progress, Cancellation cancellation) {
        this.blob = blob;
        this.source = source;
        this.progress = progress;
        this.cancellation = cancellation;
    }

    @Override
    public MediaType contentType() {
        return BYTES;
    }

    @Override
    public long contentLength() {
        return blob.size();
    }

    /** @throws dev.jimg.transfer.VerificationException if these are not the bytes that the digest promises */
    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long sent = 0;
        try (InputStream in = new VerifyingInputStream(new Own(source), blob.digest(), blob.size())) {
            int filled = in.readNBytes(buffer, 0, buffer.length);
            while (filled == buffer.length) {
                int held = in.read();
                if (held < 0) {
                    break;
                }
                sent = send(sink, buffer, filled, sent);
                buffer[0] = (byte) held;
                filled = 1 + in.readNBytes(buffer, 1, buffer.length - 1);
            }
            send(sink, buffer, filled, sent);
        }
    }

    /** The bytes cannot be had: no fault of the connection, which every other IOException is. */
    static final class Unreadable extends IOException {

        private static final long serialVersionUID = 1L;

        private Unreadable(IOException cause) {
            super(cause);
        }

        UncheckedIOException unchecked() {
            return new UncheckedIOException((IOException) getCause());
        }
    }

    /** The source's bytes, whose errors are told from those of the registry. */
    private static final class Own extends InputStream {

        private final InputStream in;

        Own(BlobSource source) throws Unreadable {
            try {
                in = source.open();
            } catch (IOException e) {
                throw new Unreadable(e);
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return in.read(buffer, offset, length);
            } catch (IOException e) {
                throw new Unreadable(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                in.close();
            } catch (IOException e) {
                throw new Unreadable(e);
            }
        }
    }

    private long send(BufferedSink sink, byte[] buffer, int count, long before) throws IOException {
        cancellation.check();
        for (int piece = 0; piece < count; piece += PIECE_BYTES) {
            sink.write(buffer, piece, Math.min(PIECE_BYTES, count - piece));
        }
        progress.at(before + count, blob.size());
        return before + count;
    }
}
