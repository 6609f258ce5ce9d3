package dev.jimg.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;

/**
 * The one reader of the terminal. It reads only when somebody asks for a byte, so that what is typed for another
 * program stays for that one. A taker that gives up while the terminal is silent leaves nothing behind: the byte that
 * then comes goes to whoever asks next.
 */
final class Keyboard {

    /** What {@link #take} says besides bytes. */
    static final int END = -1;
    static final int NOTHING = -2;

    private final InputStream terminal;
    private final byte[] buffer = new byte[4096];
    private int next;
    private int filled;
    private boolean asked;
    private boolean ended;
    private boolean started;

    Keyboard(InputStream terminal) {
        this.terminal = terminal;
    }

    /** What is typed from now on, until it is closed; the bytes that it has not given out are the next taker's. */
    Taker taker() {
        return new Taker(this);
    }

    /**
     * Waits for a byte.
     *
     * @param millis how long; 0 for as long as it takes
     * @param peek whether it is to be there the next time too
     * @return the byte, {@link #END} after Ctrl-D or when the taker was closed, {@link #NOTHING} when the time is over
     */
    private synchronized int take(Taker taker, long millis, boolean peek) throws IOException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        while (next == filled && !taker.closed) {
            if (ended) {
                ended = false;
                return END;
            }
            long left = millis == 0 ? 0 : (deadline - System.nanoTime()) / 1_000_000;
            if (millis != 0 && left <= 0) {
                return NOTHING;
            }
            ask();
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new InterruptedIOException("interrupted");
            }
        }
        if (taker.closed) {
            return END;
        }
        return buffer[peek ? next : next++] & 0xff;
    }

    private void ask() {
        asked = true;
        notifyAll();
        if (!started) {
            started = true;
            Thread reader = new Thread(this::read, "jimg-keyboard");
            reader.setDaemon(true);
            reader.start();
        }
    }

    private void read() {
        byte[] bytes = new byte[buffer.length];
        while (true) {
            awaitAsked();
            int count;
            try {
                count = terminal.read(bytes);
            } catch (IOException e) {
                // The terminal went away.
                count = END;
            }
            put(bytes, count);
        }
    }

    private synchronized void awaitAsked() {
        while (!asked) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Nobody interrupts it; it is a daemon.
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Only asked for when the buffer is empty. */
    private synchronized void put(byte[] bytes, int count) {
        ended = count < 0;
        next = 0;
        filled = Math.max(count, 0);
        System.arraycopy(bytes, 0, buffer, 0, filled);
        asked = false;
        notifyAll();
    }

    private synchronized int waiting() throws IOException {
        return next < filled ? filled - next : terminal.available();
    }

    private synchronized void close(Taker taker) {
        taker.closed = true;
        notifyAll();
    }

    /** One that reads. Closing it ends a read that waits. */
    static final class Taker extends InputStream {
        private final Keyboard keyboard;
        private boolean closed;

        private Taker(Keyboard keyboard) {
            this.keyboard = keyboard;
        }

        int take(long millis, boolean peek) throws IOException {
            return keyboard.take(this, millis, peek);
        }

        @Override
        public int read() throws IOException {
            return take(0, false);
        }

        /** What is there already, but at least one byte. */
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int first = read();
            if (first < 0) {
                return END;
            }
            bytes[offset] = (byte) first;
            int count = 1;
            synchronized (keyboard) {
                while (count < length && keyboard.next < keyboard.filled) {
                    bytes[offset + count++] = keyboard.buffer[keyboard.next++];
                }
            }
            return count;
        }

        @Override
        public int available() throws IOException {
            return keyboard.waiting();
        }

        @Override
        public void close() {
            keyboard.close(this);
        }
    }
}
