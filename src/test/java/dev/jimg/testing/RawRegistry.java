package dev.jimg.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry with one image that writes its answers byte by byte as a test says: for what no HTTP library can be made to
 * send. It serves one request a connection.
 */
public final class RawRegistry implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("(?im)^range: bytes=(\\d+)-");

    private final ImageFixture image;
    private final Script script;
    private final ServerSocket server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /**
     * A GET of a manifest or blob.
     *
     * @param content what it should bring
     * @param from where the range begins that was asked for
     * @param time how often this was asked for so far, from 1
     */
    public record Asked(Content content, Optional<Long> from, int time) {

        /** Head and body of the right answer. */
        public byte[] right() {
            byte[] all = content.bytes();
            int begin = from.orElse(0L).intValue();
            String range = from.map(any -> "206 Partial Content\r\nContent-Range: bytes " + begin + "-"
                    + (all.length - 1) + "/" + all.length).orElse("200 OK");
            return answer(range, Arrays.copyOfRange(all, begin, all.length), all.length - begin);
        }

        /**
         * @param status with more header lines, perhaps
         * @param length that the head announces; none if negative
         */
        public byte[] answer(String status, byte[] body, long length) {
            String head = "HTTP/1.1 " + status + "\r\nContent-Type: " + content.mediaType() + "\r\n"
                    + (length < 0 ? "" : "Content-Length: " + length + "\r\n") + "Connection: close\r\n\r\n";
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(body);
            return out.toByteArray();
        }
    }

    /** Writes an answer, or a part of one, or none. The connection is closed afterwards. */
    @FunctionalInterface
    public interface Script {
        void answer(Asked asked, OutputStream out) throws IOException, InterruptedException;
    }

    public RawRegistry(ImageFixture image, Script script) {
        this(0, image, script);
    }

    /** @param port 0 for any */
    public RawRegistry(int port, ImageFixture image, Script script) {
        this.image = image;
        this.script = script;
        try {
            server = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        workers.execute(this::acceptAll);
    }

    public String hostPort() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                if (workers.isShutdown()) {
                    client.close();
                }
                workers.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(new BufferedInputStream(client.getInputStream()));
            String[] line = head.split(" ", 3);
            OutputStream out = client.getOutputStream();
            Optional<Content> content = line.length < 3 ? Optional.empty() : find(line[1]);
            if (content.isEmpty()) {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                        .getBytes(StandardCharsets.ISO_8859_1));
            } else if (line[0].equals("HEAD")) {
                out.write(new Asked(content.get(), Optional.empty(), 0)
                        .answer("200 OK\r\nDocker-Content-Digest: " + content.get().digest(), new byte[0],
                                content.get().size()));
            } else {
                int time = counts.computeIfAbsent(line[1], any -> new AtomicInteger()).incrementAndGet();
                Matcher range = RANGE.matcher(head);
                script.answer(new Asked(content.get(), range.find() ? Optional.of(Long.parseLong(range.group(1)))
                        : Optional.empty(), time), out);
            }
            client.shutdownOutput();
        } catch (IOException e) {
            // The client left, as it may.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    private Optional<Content> find(String target) {
        if (target.contains("/manifests/")) {
            return Optional.of(image.root());
        }
        return image.blobs().filter(blob -> target.endsWith("/blobs/" + blob.digest())).findFirst();
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() {
        workers.shutdownNow();
        try {
            server.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
