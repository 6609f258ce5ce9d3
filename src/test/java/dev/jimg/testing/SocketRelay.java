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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A socket file that leads to another one, and can be taken away and put back: an engine that stops and starts. */
public final class SocketRelay implements AutoCloseable {

    private final Path directory = TempDirs.create("jimg-relay-");
    private final Path target;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
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
        if (server.isOpen()) {
            stop();
        }
        TempDirs.delete(directory);
    }

    private void relay(SocketChannel client) throws IOException {
        SocketChannel engine = SocketChannel.open(UnixDomainSocketAddress.of(target));
        open.add(client);
        open.add(engine);
        daemon(() -> copy(client, engine));
        daemon(() -> copy(engine, client));
    }

    private void copy(SocketChannel from, SocketChannel to) throws IOException {
        try (from; to) {
            ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
            while (from.read(bytes) >= 0) {
                bytes.flip();
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
        void run() throws IOException;
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // A side has ended.
            }
        }, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
