package dev.jimg.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last that a process wrote on its standard error. */
final class ErrorTail {

    private static final int KEPT = 8 * 1024;

    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    ErrorTail(InputStream from, String name) {
        reader = new Thread(() -> read(from), name);
        reader.setDaemon(true);
        reader.start();
    }

    /** @param millis how long the end is waited for: a process left behind may keep the pipe open */
    String await(long millis) {
        try {
            reader.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (text) {
            return text.toString();
        }
    }

    private void read(InputStream from) {
        byte[] piece = new byte[1024];
        try (from) {
            for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
                synchronized (text) {
                    text.append(new String(piece, 0, count, StandardCharsets.UTF_8));
                    text.delete(0, Math.max(0, text.length() - KEPT));
                }
            }
        } catch (IOException e) {
            // The process was ended; what it said before that stays.
        }
    }
}
