package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.config.EngineTarget;
import dev.jimg.config.Environment;
import dev.jimg.testing.Certificates;
import dev.jimg.testing.RealDocker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLException;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dockerd that wants a certificate of its clients. */
class TlsTransportTest {

    @TempDir
    private static Path directory;

    private static RealDocker docker;
    private static String url;

    @BeforeAll
    static void start() throws IOException {
        HeldCertificate authority = Certificates.authority();
        Path server = write("server", authority, Certificates.server(authority));
        write("client", authority, Certificates.server(authority));
        write("other", Certificates.authority(), Certificates.server(authority));
        Files.writeString(Files.createDirectories(directory.resolve("bare")).resolve("ca.pem"),
                authority.certificatePem());
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        url = "tcp://127.0.0.1:" + port;
        docker = RealDocker.startWith("-H", url, "--tlsverify", "--tlscacert=" + server.resolve("ca.pem"),
                "--tlscert=" + server.resolve("cert.pem"), "--tlskey=" + server.resolve("key.pem"));
    }

    @AfterAll
    static void stop() {
        if (docker != null) {
            docker.close();
        }
    }

    private static Path write(String name, HeldCertificate authority, HeldCertificate own) throws IOException {
        Path place = Files.createDirectories(directory.resolve(name));
        Files.writeString(place.resolve("ca.pem"), authority.certificatePem());
        Files.writeString(place.resolve("cert.pem"), own.certificatePem());
        Files.writeString(place.resolve("key.pem"), own.privateKeyPkcs8Pem());
        return place;
    }

    private static String ping(String address, String switchedOnBy, String certificates) throws IOException {
        Environment environment = new Environment(Map.of(switchedOnBy, "1", "DOCKER_CERT_PATH",
                directory.resolve(certificates).toString()), directory, directory);
        try (Transport transport = Transports.open(EngineTarget.of(address, environment), environment)) {
            Request request = new Request.Builder().url(transport.base().resolve("_ping")).build();
            try (Response response = transport.client().newCall(request).execute()) {
                return response.body().string();
            }
        }
    }

    @Test
    void bothSidesShowTheirCertificates() throws IOException {
        assertEquals("OK", ping(url, "DOCKER_TLS_VERIFY", "client"));
        assertEquals("OK", ping(url.replace("tcp", "https").replace("127.0.0.1", "localhost"), "DOCKER_TLS_VERIFY",
                "client"));
    }

    @Test
    void anEngineOfAnotherAuthorityIsNotTrustedUnlessToldSo() throws IOException {
        assertThrows(SSLException.class, () -> ping(url, "DOCKER_TLS_VERIFY", "other"));
        assertEquals("OK", ping(url, "DOCKER_TLS", "other"));
    }

    @Test
    void withoutACertificateTheEngineRefuses() {
        assertThrows(IOException.class, () -> ping(url, "DOCKER_TLS_VERIFY", "bare"));
    }

    @Test
    void withoutTlsTheEngineDoesNotTalk() throws IOException {
        Environment environment = new Environment(Map.of(), directory, directory);
        try (Transport transport = Transports.open(EngineTarget.of(url, environment), environment)) {
            Request request = new Request.Builder().url(transport.base().resolve("_ping")).build();
            try (Response response = transport.client().newCall(request).execute()) {
                assertEquals(400, response.code());
            }
        }
    }
}
