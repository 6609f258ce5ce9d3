package dev.jimg.engine;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Watches a tar go by and knows whether it came to its end, which is two blocks of zeros (POSIX pax, «ustar Interchange
 * Format»). An engine that fails while it writes an archive has answered 200 already: Docker then appends its error as
 * JSON, and Podman just stops.
 */
final class TarEnd extends FilterOutputStream {

    private static final int END = 1024;
    private static final String ERROR = "{\"errorDetail\"";

    private final byte[] last = new byte[END];
    private long written;

    TarEnd(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        int kept = Math.min(length, END);
        System.arraycopy(last, kept, last, 0, END - kept);
        System.arraycopy(bytes, offset + length - kept, last, END - kept, kept);
        written += length;
    }

    boolean complete() {
        return written >= END && Arrays.equals(last, new byte[END]);
    }

    /** The engine's error, as JSON; empty if it gave none. */
    String error() {
        String text = new String(last, StandardCharsets.UTF_8);
        int start = text.lastIndexOf(ERROR);
        return start < 0 ? "" : text.substring(start);
    }
}
