package dev.jimg.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Holds back what runc writes among a process's errors when it cannot start it: its log says the same, and one of them
 * is enough. A process that begins with these very words is heard when it ends, or says more.
 */
final class RefusalFilter extends OutputStream {

    private static final byte[] WORDS = "exec failed: ".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_HELD = 4096;

    private final OutputStream target;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean passing;

    RefusalFilter(OutputStream target) {
        this.target = target;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        if (passing) {
            target.write(bytes, offset, length);
            return;
        }
        held.write(bytes, offset, length);
        if (held.size() > MOST_HELD || !mayBeRefusal(held.toByteArray())) {
            release();
        }
    }

    private static boolean mayBeRefusal(byte[] bytes) {
        for (int i = 0; i < Math.min(bytes.length, WORDS.length); i++) {
            if (bytes[i] != WORDS[i]) {
                return false;
            }
        }
        return true;
    }

    /** They were the process's own words. */
    synchronized void release() throws IOException {
        passing = true;
        held.writeTo(target);
        held.reset();
        target.flush();
    }

    @Override
    public synchronized void flush() throws IOException {
        target.flush();
    }
}
