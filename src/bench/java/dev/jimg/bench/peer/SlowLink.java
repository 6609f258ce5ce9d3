package dev.jimg.bench.peer;

import dev.jimg.bench.measure.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on this machine as long as one through the internet: every connection has a bandwidth of its own, and
 * what is sent arrives later.
 */
public final class SlowLink implements AutoCloseable {

    /** Large, for who carries them takes processors from those who are measured: 2 ms at 30 MB/s. */
    private static final int CHUNK_BYTES = 64 * 1024;
    /** Chunks under way, a little more than bandwidth times delay. */
    private static final int UNDER_WAY = 16;
    private static final Chunk END = new Chunk(new byte[0], 0);

    private final InetSocketAddress server;
    private final double nanosPerByte;
    private final long delayNanos;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private record Chunk(byte[] bytes, long due) {}

    /**
     * @param port of the server
     * @param bytesPerSecond of each connection, in each direction
     * @param roundTripMillis there and back
     */
    public SlowLink(int port, long bytesPerSecond, long roundTripMillis) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        nanosPerByte = 1e9 / bytesPerSecond;
        delayNanos = roundTripMillis * 1_000_000 / 2;
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    public String hostPort() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    @Override
    public void close() {
        quietly(entrance);
        sockets.forEach(SlowLink::quietly);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                Socket there = new Socket();
                sockets.add(client);
                sockets.add(there);
                there.connect(server);
                carry(client, there);
                carry(there, client);
            }
        } catch (IOException e) {
            if (!entrance.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Chunk> line = new ArrayBlockingQueue<>(UNDER_WAY);
        start(() -> send(from, line));
        start(() -> deliver(line, from, to));
    }

    private void send(Socket from, BlockingQueue<Chunk> line) {
        long free = System.nanoTime();
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                free = Math.max(free, System.nanoTime()) + Math.round(read * nanosPerByte);
                line.put(new Chunk(Arrays.copyOf(buffer, read), free + delayNanos));
            }
        } catch (IOException e) {
            // It was closed at the other side; what was sent arrives.
        } catch (InterruptedException e) {
            throw new BenchException("interrupted", e);
        } finally {
            end(line);
        }
    }

    private static void end(BlockingQueue<Chunk> line) {
        try {
            line.put(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(BlockingQueue<Chunk> line, Socket from, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            for (Chunk chunk = line.take(); chunk != END; chunk = line.take()) {
                for (long left = chunk.due() - System.nanoTime(); left > 0; left = chunk.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(chunk.bytes());
            }
        } catch (IOException | InterruptedException e) {
            // Nobody is there any more.
        } finally {
            quietly(from);
            quietly(to);
            sockets.remove(from);
            sockets.remove(to);
            // Who still sends finds room for the end.
            line.clear();
        }
    }

    private static void quietly(AutoCloseable closed) {
        try {
            closed.close();
        } catch (Exception e) {
            // It is of no use any more.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow-link");
        thread.setDaemon(true);
        thread.start();
    }
}
