package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that begins its answer and then says no more. */
@Timeout(30)
final class UrlSourceTest {

    private ServerSocket server;
    private Thread serving;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        serving = new Thread(this::serve, "silent-server");
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve() {
        try (Socket socket = server.accept(); OutputStream out = socket.getOutputStream()) {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            // Until the other side has had enough.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The test is over.
        }
    }

    private InputStream open(Duration silence, Cancellation cancellation) {
        Environment nobody = new Environment(Map.of(), Path.of("/"), Path.of("/"));
        return new UrlSource(nobody, silence).open("http://127.0.0.1:" + server.getLocalPort() + "/x", cancellation);
    }

    @Test
    void doesNotWaitForEverForTheRest() throws IOException {
        try (InputStream body = open(Duration.ofSeconds(1), Cancellation.none())) {
            assertEquals("begun", new String(body.readNBytes(5), StandardCharsets.US_ASCII));
            IOException silent = assertThrows(IOException.class, body::read);
            assertTrue(silent.getMessage().contains("sent nothing for 1 seconds"), silent.getMessage());
        }
    }

    @Test
    void endsWhenItIsCancelledInTheMiddleOfTheBody() throws IOException {
        Cancellation cancellation = new Cancellation();
        try (InputStream body = open(Duration.ofMinutes(5), cancellation)) {
            body.readNBytes(5);
            Thread canceller = new Thread(cancellation::cancel);
            canceller.start();
            assertThrows(CancellationException.class, body::read);
        }
    }

    @Test
    void showsNoPasswordOfAnAddress() {
        assertEquals("https://host:1/a", UrlSource.shown("https://user:secret@host:1/a?token=secret"));
    }
}
