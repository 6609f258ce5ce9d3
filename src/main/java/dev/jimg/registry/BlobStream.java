package dev.jimg.registry;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * Bytes of a blob as they come. A connection that breaks is opened again from the byte it had, with a few tries;
 * {@link RegistryException} is thrown when they are used up. Not for several threads at once.
 */
public final class BlobStream extends InputStream {

    /** A try that brought less than this counts as one without progress, so that a dripping server has an end. */
    private static final long PROGRESS = 16 * 1024;

    /** A read returns what has come after so long, even if the buffer is not full: progress is shown by reads. */
    private static final long FILL_NANOS = 100_000_000;

    private final BlobEndpoint endpoint;
    private final long end;
    private final long offset;
    private BlobEndpoint.Body body;
    private InputStream in;
    private long position;
    private long openedAt;
    private int fruitless;
    private boolean closed;
    private boolean encrypted;

    BlobStream(BlobEndpoint endpoint, long from, long end) {
        this.endpoint = endpoint;
        this.end = end;
        if (from < end) {
            open(from);
        }
        this.offset = body == null ? from : body.at();
        this.position = offset;
        this.openedAt = offset;
    }

    /** Where in the blob the first byte of this stream stands: what was asked for, or 0. */
    public long offset() {
        return offset;
    }

    /** Whether what comes has to be decrypted. */
    public boolean isEncrypted() {
        return encrypted;
    }

    /** Fills the buffer as far as bytes come without much waiting: few large reads are cheaper to hash and write. */
    @Override
    public int read(byte[] buffer, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, buffer.length);
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        int want = (int) Math.min(length, end - position);
        if (want <= 0) {
            finish();
            return -1;
        }
        int filled = readSome(buffer, start, want);
        long since = System.nanoTime();
        while (filled < want && in != null && System.nanoTime() - since < FILL_NANOS) {
            int more = readOnce(buffer, start + filled, want - filled);
            if (more <= 0) {
                break;
            }
            filled += more;
        }
        return filled;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() {
        closed = true;
        closeBody();
    }

    /** At least one byte, over as many connections as it takes. */
    private int readSome(byte[] buffer, int start, int want) {
        while (true) {
            endpoint.cancellation().check();
            if (in == null) {
                reopen();
            }
            int read = readOnce(buffer, start, want);
            if (read > 0) {
                return read;
            }
        }
    }

    /** What one read of the connection brings; 0 if it broke, and then it is closed. */
    private int readOnce(byte[] buffer, int start, int want) {
        try {
            int read = in.read(buffer, start, want);
            if (read < 0) {
                throw new IOException("it ended after " + position + " of " + end + " bytes");
            }
            position += read;
            if (position - openedAt >= PROGRESS || position == end) {
                endpoint.patience().moved();
            }
            return read;
        } catch (IOException e) {
            closeBody();
            endpoint.cancellation().check();
            countFailure(e);
            return 0;
        }
    }

    private void countFailure(IOException e) {
        fruitless = position - openedAt >= PROGRESS ? 1 : fruitless + 1;
        if (fruitless >= Retrier.TRIES || !Retrier.mayPass(e)) {
            throw endpoint.broken(e);
        }
    }

    /** From the byte that is missing; where only the whole can be had, what is here already is read past. */
    private void reopen() {
        if (fruitless > 1) {
            Waits.pause(endpoint.retrier().backoff(fruitless - 1), endpoint.cancellation());
        }
        open(position);
        openedAt = position;
        try {
            in.skipNBytes(position - body.at());
        } catch (IOException e) {
            closeBody();
            endpoint.cancellation().check();
            countFailure(e);
            reopen();
        }
    }

    private void open(long from) {
        body = endpoint.fetch(from, end);
        encrypted = body.answer().isEncrypted();
        in = body.answer().body();
    }

    /** Reads the end of a body that has no length, so that the connection can be used again. */
    private void finish() throws IOException {
        if (in == null) {
            return;
        }
        try {
            if (in.available() == 0 && body.answer().contentLength() < 0) {
                in.read();
            }
        } catch (IOException e) {
            // All that was promised is here; how the connection ends does not matter.
        } finally {
            closeBody();
        }
    }

    private void closeBody() {
        if (body != null) {
            body.answer().close();
        }
        body = null;
        in = null;
    }
}
