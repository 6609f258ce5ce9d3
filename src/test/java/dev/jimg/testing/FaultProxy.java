package dev.jimg.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Stands between a client and a registry on 127.0.0.1, passes everything on, remembers what was asked, and breaks what
 * it is told to break.
 *
 * <p>{@code what} is a part of {@code "METHOD target"}: a digest, {@code "/manifests/"}, {@code "HEAD /v2/"}. The Host
 * header is passed on as it is, so that the registry's absolute Location headers lead through the proxy too.
 */
public final class FaultProxy implements AutoCloseable {
    private final int upstreamPort;
    private final ServerSocket server;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Faults faults = new Faults();

    /** A request that reached the proxy. Header names are in lower case. */
    public record Seen(String method, String target, Map<String, String> headers) {
        public Optional<String> authorization() {
            return Optional.ofNullable(headers.get("authorization"));
        }

        public Optional<String> range() {
            return Optional.ofNullable(headers.get("range"));
        }

        boolean matches(String what) {
            return (method + " " + target).contains(what);
        }
    }

    private FaultProxy(int upstreamPort) throws IOException {
        this.upstreamPort = upstreamPort;
        this.server = new ServerSocket(0, 64, InetAddress.getByName("127.0.0.1"));
        workers.execute(this::acceptAll);
    }

    public static FaultProxy before(RealRegistry registry) {
        return before(registry.port());
    }

    /** In front of any plain HTTP/1.1 server on 127.0.0.1. */
    public static FaultProxy before(int port) {
        try {
            return new FaultProxy(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String hostPort() {
        return "127.0.0.1:" + port();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Sends this many bytes of the blob and then waits for {@link #release()}. */
    public FaultProxy holdBlobAt(String digest, long bytes) {
        return holdAt("/blobs/" + digest, bytes);
    }

    /** Sends the head and this many bytes of the body, then waits for {@link #release()}. */
    public FaultProxy holdAt(String what, long bytes) {
        faults.hold(what, bytes);
        return this;
    }

    /** Takes the request and says nothing at all until {@link #release()}. */
    public FaultProxy silence(String what) {
        return holdAt(what, Faults.BEFORE_HEAD);
    }

    /** Waits until a response stands at its hold. */
    public void awaitHeld(Duration bound) {
        awaitHeld(1, bound);
    }

    /** Waits until this many responses stand at a hold at the same time. */
    public void awaitHeld(int responses, Duration bound) {
        Await.until(bound, responses + " held", () -> faults.heldNow() >= responses, () -> "seen: " + seen);
    }

    /** Lets everything held go on, and holds nothing any more. */
    public void release() {
        faults.release();
    }

    /**
     * Closes the connection after this many bytes of the body; the first {@code times} that get so far. An orderly
     * close, because a reset would take bytes from the client that it has not read yet.
     */
    public FaultProxy cutAt(String what, long bytes, int times) {
        faults.cut(what, bytes, times);
        return this;
    }

    /** Flips the bits of the byte at this offset of the body; the first {@code times} that get so far. */
    public FaultProxy corruptAt(String what, long offset, int times) {
        faults.corrupt(what, offset, times);
        return this;
    }

    /** Answers the first {@code times} with this status and these headers ({@code "Retry-After: 1"}) instead. */
    public FaultProxy answer(String what, int status, int times, String... headers) {
        faults.answer(what, status, times, List.of(headers));
        return this;
    }

    /** Takes the Range header away, so that the answer is 200 with all of it. */
    public FaultProxy ignoreRange(String what) {
        faults.ignoreRange(what);
        return this;
    }

    /** Limits the body of each response, from now on; 0 for no limit. */
    public FaultProxy throttle(long bytesPerSecond) {
        faults.throttle(bytesPerSecond);
        return this;
    }

    /** Everything that was asked, oldest first. */
    public List<Seen> requests() {
        return List.copyOf(seen);
    }

    public List<Seen> requests(String what) {
        return seen.stream().filter(request -> request.matches(what)).toList();
    }

    public int count(String what) {
        return requests(what).size();
    }

    /** The Authorization headers that came with these requests. */
    public List<String> authorizations(String what) {
        return requests(what).stream().flatMap(request -> request.authorization().stream()).toList();
    }

    /** Waits until this many such requests have come. */
    public void awaitRequests(String what, int number, Duration bound) {
        Await.until(bound, number + " requests for " + what, () -> count(what) >= number, () -> "seen: " + seen);
    }

    /** Forgets the requests seen so far; faults stay. */
    public void forget() {
        seen.clear();
    }

    @Override
    public void close() {
        release();
        closeQuietly(server);
        sockets.forEach(FaultProxy::closeQuietly);
        workers.shutdownNow();
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                workers.execute(() -> serve(client));
            } catch (IOException | RejectedExecutionException e) {
                closeQuietly(server);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            new ProxyConnection(client, upstreamPort, faults, seen::add).run();
        } catch (IOException e) {
            // One side is gone, or a cut was asked for. Closing the client's socket is all there is to do.
        } finally {
            sockets.remove(client);
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
    }
}
