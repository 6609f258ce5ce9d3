package dev.jimg.registry;

import dev.jimg.oci.Descriptor;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
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
        try (InputStream in = new VerifyingInputStream(source.open(), blob.digest(), blob.size())) {
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

    private long send(BufferedSink sink, byte[] buffer, int count, long before) throws IOException {
        cancellation.check();
        sink.write(buffer, 0, count);
        progress.at(before + count, blob.size());
        return before + count;
    }
}
