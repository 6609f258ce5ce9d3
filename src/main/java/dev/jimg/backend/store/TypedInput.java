package dev.jimg.backend.store;

import dev.jimg.backend.shared.DetachKeys;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** What is typed, up to the keys that let go; those are its end. Closes nothing. */
final class TypedInput extends FilterInputStream {

    private final DetachKeys keys;
    private final Runnable letGo;
    /** What may go on; more than was asked for where some of it had been held back. */
    private byte[] ready = {};

    /** @param letGo runs when the keys were typed */
    TypedInput(InputStream typed, DetachKeys keys, Runnable letGo) {
        super(typed);
        this.keys = keys;
        this.letGo = letGo;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        while (ready.length == 0) {
            if (keys.complete()) {
                // Not before what was typed ahead of them has gone its way.
                letGo.run();
                return -1;
            }
            byte[] typed = new byte[Math.max(1, length)];
            int count = in.read(typed);
            if (count < 0) {
                return -1;
            }
            ready = keys.pass(typed, count);
        }
        int count = Math.min(length, ready.length);
        System.arraycopy(ready, 0, bytes, offset, count);
        ready = Arrays.copyOfRange(ready, count, ready.length);
        return count;
    }

    @Override
    public void close() {
        // It is somebody's keyboard.
    }
}
