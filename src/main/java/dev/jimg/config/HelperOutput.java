package dev.jimg.config;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a helper writes to one of its outputs, collected while it runs. A helper that writes more than is allowed is not
 * read any further; it then waits until it is ended.
 */
final class HelperOutput {

    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_QUOTED = 200;
    private static final int BUFFER = 8192;

    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    HelperOutput(InputStream in) {
        Thread reader = new Thread(() -> collect(in), "jimg-credential-helper");
        reader.setDaemon(true);
        reader.start();
    }

    byte[] bytes() {
        return collected.toByteArray();
    }

    boolean tooLong() {
        return collected.size() > MAX_BYTES;
    }

    void awaitEnd(long millis) throws InterruptedException {
        ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /** For a message: without control characters, and not longer than a person would read. */
    String firstLine() {
        String line = new String(bytes(), StandardCharsets.UTF_8).strip().lines().findFirst().orElse("");
        String clean = line.replaceAll("\\p{Cntrl}", " ");
        return clean.length() > MAX_QUOTED ? clean.substring(0, MAX_QUOTED) + "…" : clean;
    }

    /** Whether a secret is in it, as it is or as JSON writes it. */
    boolean repeats(String secret) {
        String text = new String(bytes(), StandardCharsets.UTF_8);
        String quoted = TextNode.valueOf(secret).toString();
        return text.contains(secret) || text.contains(quoted.substring(1, quoted.length() - 1));
    }

    private void collect(InputStream in) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int read = in.read(buffer); read >= 0 && !tooLong(); read = in.read(buffer)) {
                collected.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // Its end closes the pipe; what came before is what it said.
        } finally {
            ended.countDown();
        }
    }
}
