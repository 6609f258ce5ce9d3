package dev.jimg.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WideSocketsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(50);

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void waitsNoLongerThanTheIdleTimeThoughItIsToldOfNoLimit() throws IOException {
        try (Socket client = connected(SHORT); Socket there = server.accept()) {
            client.setSoTimeout(0);
            assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
            client.setSoTimeout((int) LONG.toMillis());
            there.getOutputStream().write('x');
            assertEquals('x', client.getInputStream().read(), "it can be read from afterwards");
        }
    }

    @Test
    void takesAShorterLimit() throws IOException {
        try (Socket client = connected(LONG)) {
            client.setSoTimeout(1);
            assertEquals(1, client.getSoTimeout());
            assertThrows(SocketTimeoutException.class, () -> client.getInputStream().read());
        }
    }

    @Test
    void bringsTheBytesAsTheyAreInPiecesOfAnySize() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(6).nextBytes(sent);
        try (Socket client = connected(LONG); Socket there = server.accept()) {
            Thread sender = new Thread(() -> send(there, sent));
            sender.start();
            assertArrayEquals(sent, readAll(client.getInputStream()));
            sender.join();
        }
    }

    @Test
    void whatOneReaderHasNotTakenTheNextOneFinds() throws IOException {
        try (Socket client = connected(LONG); Socket there = server.accept()) {
            there.getOutputStream().write(new byte[] {1, 2, 3});
            assertEquals(1, client.getInputStream().read());
            assertSame(client.getInputStream(), client.getInputStream());
            assertArrayEquals(new byte[] {2, 3}, client.getInputStream().readNBytes(2));
        }
    }

    @Test
    void saysWhatItHoldsAlready() throws IOException {
        try (Socket client = connected(LONG); Socket there = server.accept()) {
            there.getOutputStream().write(new byte[10]);
            Await.until(LONG, "all ten bytes are here", () -> available(client) == 10);
            InputStream in = client.getInputStream();
            in.readNBytes(4);
            assertEquals(6, in.available());
        }
    }

    private Socket connected(Duration idle) throws IOException {
        Socket socket = new WideSockets(idle).createSocket();
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
        return socket;
    }

    private static void send(Socket socket, byte[] bytes) {
        try (OutputStream out = socket.getOutputStream()) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int available(Socket socket) {
        try {
            return socket.getInputStream().available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Smaller than what it holds, as large, and larger. */
    private static byte[] readAll(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int[] lengths = {1, 7, 8 * 1024, 64 * 1024, 100_000};
        byte[] buffer = new byte[100_000];
        for (int i = 0;; i++) {
            int read = in.read(buffer, 0, lengths[i % lengths.length]);
            if (read < 0) {
                return all.toByteArray();
            }
            all.write(buffer, 0, read);
        }
    }
}
