package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.config.Environment;
import dev.jimg.testing.Certificates;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.RealSshd;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A container's input and output pass both ways, and its input ends alone, whatever the way to the engine is. */
class EngineStreamTest {

    @TempDir
    private static Path directory;

    private static RealDocker docker;
    private static String tls;
    private static String image;

    @BeforeAll
    static void start() throws IOException {
        HeldCertificate authority = Certificates.authority();
        HeldCertificate own = Certificates.server(authority);
        Files.writeString(directory.resolve("ca.pem"), authority.certificatePem());
        Files.writeString(directory.resolve("cert.pem"), own.certificatePem());
        Files.writeString(directory.resolve("key.pem"), own.privateKeyPkcs8Pem());
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        tls = "tcp://127.0.0.1:" + port;
        docker = RealDocker.startWith("-H", tls, "--tlsverify", "--tlscacert=" + directory.resolve("ca.pem"),
                "--tlscert=" + directory.resolve("cert.pem"), "--tlskey=" + directory.resolve("key.pem"));
        try (RealRegistry registry = RealRegistry.open()) {
            image = ImageFixture.busybox().push(registry, "bb:1").reference();
            docker.docker("pull", image);
        }
    }

    @AfterAll
    static void stop() {
        if (docker != null) {
            docker.close();
        }
    }

    @Test
    void overASocketFile() throws IOException {
        echoes(docker.host(), Map.of());
    }

    @Test
    void overTls() throws IOException {
        echoes(tls, Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH", directory.toString()));
    }

    @Test
    void overSsh() throws IOException {
        try (RealSshd sshd = RealSshd.start(Map.of("DOCKER_HOST", docker.host()))) {
            echoes(sshd.url(), sshd.friend());
        }
    }

    /** A container that copies its input gives all of it back, and ends because the input did. */
    private static void echoes(String url, Map<String, String> variables) throws IOException {
        byte[] bytes = new byte[300_000];
        new Random(11).nextBytes(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (EngineClient client = EngineClient.connect(
                Transports.open(url, new Environment(variables, directory, directory)))) {
            ContainerEndpoints containers = client.containerEndpoints();
            String id = containers.create(image, Optional.empty(), Optional.empty(), Map.of("Image", image,
                    "Cmd", List.of("cat"), "OpenStdin", true, "StdinOnce", true, "AttachStdin", true,
                    "HostConfig", Map.of("NetworkMode", "none")), Cancellation.none()).id();
            try (EngineStream stream = containers.attach(id, List.of("stdin", "stdout", "stderr"), Optional.empty(),
                    Cancellation.none());
                    PendingExit exit = containers.exit(id, false)) {
                containers.start(id);
                Thread sender = new Thread(() -> send(stream, bytes));
                sender.start();
                stream.copyTo(out, out, false);
                assertEquals(0, exit.await());
            }
        }
        assertArrayEquals(bytes, out.toByteArray());
    }

    private static void send(EngineStream stream, byte[] bytes) {
        try {
            stream.send(bytes, bytes.length);
            stream.endInput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
