package dev.jimg.engine;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * What an engine answers, as far as it can be an answer: neither without an end nor a byte now and then for days. What
 * stands in memory as a whole is read through this.
 */
final class BoundedInput extends FilterInputStream {

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final long most;
    private final long within;
    private long begun;
    private long left;

    private BoundedInput(InputStream in, long most, long within) {
        super(in);
        this.most = most;
        this.within = within;
        this.left = most;
    }

    /** @param within how long all of it may take from its first byte on; it is looked at when something comes */
    static BoundedInput of(InputStream in, long most, Duration within) {
        return new BoundedInput(in, most, within.toNanos());
    }

    /** Values that may come for as long as they like. @param most bytes between one {@link #begin} and the next */
    static BoundedInput ofValues(InputStream in, long most) {
        return new BoundedInput(in, most, FOR_EVER);
    }

    /** The next value begins. */
    void begin() {
        left = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = in.read(bytes, offset, length);
        if (left == most) {
            begun = System.nanoTime();
        }
        left -= Math.max(0, count);
        if (left < 0) {
            throw new ProtocolException("the answer has no end");
        }
        if (System.nanoTime() - begun > within) {
            throw new SocketTimeoutException("the answer takes too long");
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
