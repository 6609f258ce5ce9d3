package dev.jimg.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An engine's socket on which every answer is written byte by byte as a test says: for what no HTTP library can be made
 * to send. It serves one request a connection.
 */
public final class RawEngine implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(\\S+) (?:/v[0-9.]+)?(/[^ ?]*)(\\S*) HTTP/1.1\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: (\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding: chunked");
    private static final long BOUND_SECONDS = 30;
    private static final String HEAD_END = "\r\n\r\n";

    private final Path socket;
    private final Script script;
    private final ServerSocketChannel server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Set<SocketChannel> channels = ConcurrentHashMap.newKeySet();
    private final CountDownLatch deaf = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * A request whose body was read.
     *
     * @param path without the version of the API
     * @param query with its question mark; empty for none
     * @param head all of its head
     * @param closed comes when the engine ends: for an answer that stands still
     */
    public record Asked(String method, String path, String query, String head, String body, CountDownLatch closed) {

        public String line() {
            return method + " " + path;
        }
    }

    /** Writes an answer; the connection is closed when it returns. */
    @FunctionalInterface
    public interface Script {
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException;
    }

    public RawEngine(Path socket, Script script) {
        this.socket = socket;
        this.script = script;
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workers.execute(this::accept);
    }

    /** {@code unix:///…}, for DOCKER_HOST and {@code -H}. */
    public String host() {
        return "unix://" + socket;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                channels.add(channel);
                workers.execute(() -> serve(channel));
            }
        } catch (IOException | RejectedExecutionException e) {
            // It was closed.
        } finally {
            deaf.countDown();
        }
    }

    private void serve(SocketChannel channel) {
        try (channel) {
            InputStream in = Channels.newInputStream(channel);
            String head = head(in);
            Matcher request = REQUEST.matcher(head);
            if (request.lookingAt()) {
                Asked asked = new Asked(request.group(1), request.group(2), request.group(3), head, body(in, head), closed);
                script.answer(asked, Channels.newOutputStream(channel));
            }
        } catch (IOException e) {
            // The client left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            channels.remove(channel);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (next == '\n' && head.indexOf(HEAD_END, Math.max(0, head.length() - HEAD_END.length())) >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    private static String body(InputStream in, String head) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Matcher length = LENGTH.matcher(head);
        if (length.find()) {
            body.write(in.readNBytes(Integer.parseInt(length.group(1))));
        } else if (CHUNKED.matcher(head).find()) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.write(in.readNBytes(size));
                line(in);
            }
            line(in);
        }
        return body.toString(StandardCharsets.ISO_8859_1);
    }

    private static int chunk(InputStream in) throws IOException {
        String line = line(in);
        return line.isEmpty() ? 0 : Integer.parseInt(line, 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** Nobody listens any more; the socket's file stays. */
    public void stopListening() {
        try {
            server.close();
            // One may come in until the thread that accepts has seen it.
            if (!deaf.await(BOUND_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it still listens");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        stopListening();
        channels.forEach(channel -> {
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed.
            }
        });
        workers.shutdownNow();
    }
}
