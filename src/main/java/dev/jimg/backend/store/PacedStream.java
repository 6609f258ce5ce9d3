package dev.jimg.backend.store;

import java.io.IOException;
import java.io.InputStream;

/**
 * A connection that is watched: where it is what is waited for, and slow, it may be told to end earlier, because others
 * bring the rest.
 */
final class PacedStream extends InputStream {

    /** Less is left sooner than more connections would pay. */
    static final long WORTH_BYTES = 16L * 1024 * 1024;
    /** Long enough for a connection to show its speed. */
    private static final long LOOK_NANOS = 60_000_000;
    /** A connection that brings more in a second is not what slows a pull. */
    private static final double FAST_BYTES = 80e6;
    /** The share of the time that must be spent waiting for bytes: else it is this machine that is slow. */
    private static final double MOSTLY = 0.6;

    /** Others that may bring a part. */
    interface Relief {

        /**
         * The connection is slow.
         *
         * @param position where it stands
         * @return where it is to end: {@code end}, where nobody can help
         */
        long widen(long position, long end);

        /** Asked where it is to end earlier: whether others bring the rest. If not, it goes on. */
        boolean took(long limit);
    }

    /** Nobody helps. */
    static final Relief NO_RELIEF = new Relief() {
        @Override
        public long widen(long position, long end) {
            return end;
        }

        @Override
        public boolean took(long limit) {
            return false;
        }
    };

    private final InputStream in;
    private final long end;
    private final Relief relief;
    private long limit;
    private long position;
    private long since = System.nanoTime();
    private long before;
    private long waited;

    /**
     * @param from where in the blob the first byte stands
     * @param end where it ends
     */
    PacedStream(InputStream in, long from, long end, Relief relief) {
        this.in = in;
        this.end = end;
        this.relief = relief;
        limit = end;
        position = from;
        before = from;
    }

    /** Whether it ended, or is to end, earlier than it would have. */
    boolean wasCut() {
        return limit < end;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (position == limit && wasCut()) {
            if (relief.took(limit)) {
                return -1;
            }
            limit = end;
        }
        long begin = System.nanoTime();
        int read = in.read(buffer, offset, (int) Math.min(length, Math.max(1, limit - position)));
        long now = System.nanoTime();
        waited += now - begin;
        position += Math.max(0, read);
        if (now - since >= LOOK_NANOS && !wasCut()) {
            look(now);
        }
        return read;
    }

    private void look(long now) {
        long passed = now - since;
        boolean isSlow = waited > MOSTLY * passed && (position - before) * 1e9 / passed < FAST_BYTES;
        if (isSlow && end - position >= WORTH_BYTES) {
            limit = relief.widen(position, end);
        }
        since = now;
        before = position;
        waited = 0;
    }
}
