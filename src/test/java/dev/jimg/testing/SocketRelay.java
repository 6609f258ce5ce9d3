package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * A socket file that leads to another one, and can be taken away and put back: an engine that stops and starts. It can
 * also hold back the rest of a long answer.
 */
public final class SocketRelay implements AutoCloseable {

    private final Path directory = TempDirs.create("jimg-relay-");
    private final Path target;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile long most = Long.MAX_VALUE;
    private ServerSocketChannel server;

    private SocketRelay(Path target) {
        this.target = target;
    }

    public static SocketRelay to(Path target) {
        SocketRelay relay = new SocketRelay(target);
        relay.start();
        return relay;
    }

    /** {@code unix:///…}. */
    public String host() {
        return "unix://" + socket();
    }

    private Path socket() {
        return directory.resolve("sock");
    }

    /** From now on, of what comes back on one connection only about so many bytes arrive until {@link #release}. */
    public void holdAt(long bytes) {
        most = bytes;
    }

    /** Waits until something is held back. */
    public void awaitHeld(Duration bound) {
        Await.until(bound, "an answer is held back", () -> held.getCount() == 0);
    }

    /** Nothing is held back any more. */
    public void release() {
        most = Long.MAX_VALUE;
        released.countDown();
    }

    public void start() {
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocketChannel accepting = server;
        daemon(() -> {
            while (accepting.isOpen()) {
                relay(accepting.accept());
            }
        });
    }

    /** Ends all connections; the socket file goes. */
    public void stop() {
        try {
            server.close();
            Files.delete(socket());
            for (SocketChannel channel : open) {
                channel.close();
            }
            open.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        release();
        if (server.isOpen()) {
            stop();
        }
        TempDirs.delete(directory);
    }

    private void relay(SocketChannel client) throws IOException {
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(target));
        open.add(client);
        open.add(engine);
        daemon(() -> copy(client, engine, false));
        daemon(() -> copy(engine, client, true));
    }

    private void copy(SocketChannel from, SocketChannel to, boolean answer)
            throws IOException, InterruptedException {
        try (from; to) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            long copied = 0;
            while (from.read(bytes) >= 0) {
                bytes.flip();
                copied += bytes.remaining();
                if (answer && copied > most) {
                    held.countDown();
                    released.await();
                }
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
                bytes.clear();
            }
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // A side has ended.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
