package dev.jimg.engine;

import dev.jimg.config.SocketProbe;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Asks the sockets of this machine for a {@code /_ping}. Without okhttp, since this stands between the start of the
 * program and its first list, mostly to find that there is no engine.
 */
public final class LocalSockets implements SocketProbe {

    /**
     * An engine answers in a millisecond. A busy one shall not be passed over: to find oneself in another place than
     * yesterday is worse than to wait.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final byte[] PING = "GET /_ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_LINE = "HTTP/1.0 200".length();

    private final Duration patience;

    public LocalSockets() {
        this(PATIENCE);
    }

    LocalSockets(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Answer ask(Path socket) {
        // A directory that this user may not look into holds nothing for this user: /run/podman is root's.
        if (!Files.exists(socket)) {
            return Answer.ABSENT;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.configureBlocking(false);
            // To a socket file this succeeds or fails at once; with a full queue it fails.
            boolean connected = channel.connect(UnixDomainSocketAddress.of(socket));
            return connected && ping(channel) ? Answer.ANSWERS : Answer.SILENT;
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("Permission denied") ? Answer.DENIED : Answer.SILENT;
        } catch (IllegalArgumentException e) {
            // A path that is too long for a socket.
            return Answer.ABSENT;
        }
    }

    private boolean ping(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(PING));
        ByteBuffer answer = ByteBuffer.allocate(STATUS_LINE);
        long deadline = System.nanoTime() + patience.toNanos();
        Cancellation cancellation = CancellationScope.current();
        Selector selector = Selector.open();
        Cancellation.Registration registration = cancellation.onCancel(selector::wakeup);
        try (selector; registration) {
            channel.register(selector, SelectionKey.OP_READ);
            while (answer.hasRemaining()) {
                cancellation.check();
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0 || Thread.currentThread().isInterrupted()) {
                    return false;
                }
                selector.select(left);
                if (channel.read(answer) < 0) {
                    return false;
                }
            }
        }
        String line = new String(answer.array(), StandardCharsets.US_ASCII);
        return line.startsWith("HTTP/1.") && line.endsWith(" 200");
    }
}
