package dev.jimg.engine;

import dev.jimg.oci.MalformedException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Watches a tar go by and knows whether it came to its end, which is two blocks of zeros (POSIX pax, «ustar Interchange
 * Format»). An engine that fails while it writes an archive has answered 200 already: Docker then appends its error as
 * JSON, and Podman just stops. What does not begin as a tar, with a header whose sum is right, is none, and nothing of it
 * is passed on.
 */
final class TarEnd extends FilterOutputStream {

    private static final int BLOCK = 512;
    private static final int SUM = 148;
    private static final int SUM_LENGTH = 8;
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

    /** @throws MalformedException if it is no tar */
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (written == 0 && length >= BLOCK && !isHeader(bytes, offset) && !isError(bytes, offset)) {
            throw EngineJson.unexpected();
        }
        out.write(bytes, offset, length);
        int kept = Math.min(length, END);
        System.arraycopy(last, kept, last, 0, END - kept);
        System.arraycopy(bytes, offset + length - kept, last, END - kept, kept);
        written += length;
    }

    /** The sum counts every byte of the header, itself as blanks; it is written in octal digits. */
    private static boolean isHeader(byte[] bytes, int offset) {
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= SUM && i < SUM + SUM_LENGTH ? ' ' : bytes[offset + i] & 0xff;
        }
        String told = new String(bytes, offset + SUM, SUM_LENGTH, StandardCharsets.US_ASCII).replace('\0', ' ').strip();
        return told.matches("[0-7]+") && Integer.parseInt(told, 8) == sum;
    }

    private static boolean isError(byte[] bytes, int offset) {
        return new String(bytes, offset, ERROR.length(), StandardCharsets.US_ASCII).equals(ERROR);
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
