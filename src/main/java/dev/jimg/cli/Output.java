package dev.jimg.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Text on its way out, in UTF-8 whatever the locale, as docker writes it. Collects until {@link #flush}.
 *
 * <p>A write that fails is remembered and everything after it dropped: a reader that left ({@code | head}) must end a
 * command silently, and a full disk with one error instead of one for each line.
 */
public final class Output {

    private static final int FULL = 8192;

    private final OutputStream out;
    private final StringBuilder pending = new StringBuilder();
    private IOException failure;

    public Output(OutputStream out) {
        this.out = out;
    }

    public synchronized Output print(String text) {
        pending.append(text);
        if (pending.length() >= FULL) {
            flush();
        }
        return this;
    }

    /** The text and a line feed. */
    public Output line(String text) {
        return print(text + "\n");
    }

    public synchronized void flush() {
        if (failure == null) {
            try {
                out.write(pending.toString().getBytes(StandardCharsets.UTF_8));
                out.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
        pending.setLength(0);
    }

    /**
     * The same way out for bytes, behind the text that was printed so far. Unlike text, a write that fails throws: what
     * makes the bytes has to stop.
     */
    public OutputStream bytes() {
        flush();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException e) {
                    fail(e);
                    throw e;
                }
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }

    private synchronized void fail(IOException e) {
        failure = failure == null ? e : failure;
    }

    /** Why writing failed; empty if it did not. */
    public synchronized Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether the reader left. */
    public boolean readerLeft() {
        String message = failure().map(IOException::getMessage).orElse("");
        return message != null && (message.contains("Broken pipe") || message.contains("EPIPE"));
    }
}
