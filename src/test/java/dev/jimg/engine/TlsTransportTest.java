package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.testing.Certificates;
import dev.jimg.testing.Counted;
import dev.jimg.testing.RealDocker;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dockerd that wants a certificate of its clients. */
@Counted("certificates of an engine")
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
        docker = RealDocker.startWith("-H", url, "-H", url.replace(".1:", ".2:"), "--tlsverify",
                "--tlscacert=" + server.resolve("ca.pem"),
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

    private static void connect(String address, String switchedOnBy, String certificates) {
        connect(address, Map.of(switchedOnBy, "1", "DOCKER_CERT_PATH", directory.resolve(certificates).toString()));
    }

    private static void connect(String address, Map<String, String> variables) {
        Environment environment = new Environment(variables, directory, directory);
        Transport transport = Transports.open(address, environment);
        try (EngineClient client = EngineClient.connect(transport)) {
            assertEquals(List.of(), client.images(false, false, Map.of()));
        }
    }

    private static EngineException refused(String address, String switchedOnBy, String certificates) {
        return assertThrows(EngineException.class, () -> connect(address, switchedOnBy, certificates));
    }

    @Test
    void bothSidesShowTheirCertificates() {
        connect(url, "DOCKER_TLS_VERIFY", "client");
        connect(url.replace("tcp", "https").replace("127.0.0.1", "localhost"), "DOCKER_TLS_VERIFY", "client");
    }

    @Test
    void archivesTravelEncrypted() {
        Environment environment = new Environment(Map.of("DOCKER_TLS_VERIFY", "1", "DOCKER_CERT_PATH",
                directory.resolve("client").toString()), directory, directory);
        byte[] rootfs = ArchiveFixture.rootfs(Map.of("etc/hello", "hello"));
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        List<LoadMessage> messages = new ArrayList<>();
        try (EngineClient client = EngineClient.connect(Transports.open(url, environment))) {
            client.archives().importImage(Optional.empty(), new ByteArrayInputStream(rootfs),
                    Optional.of(Reference.parse("tls:1")), List.of(), "", Optional.empty(), sent -> {}, message -> {},
                    Cancellation.none());
            client.archives().save(List.of("tls:1"), Optional.empty(), archive, copied -> {}, Cancellation.none());
            docker.clear();
            client.archives().load(new ByteArrayInputStream(archive.toByteArray()), Optional.empty(), sent -> {},
                    messages::add, Cancellation.none());
        }
        assertEquals("Loaded image: tls:1\n", messages.get(messages.size() - 1).text());
        docker.clear();
    }

    @Test
    void anEngineOfAnotherAuthorityIsNotTrustedUnlessToldSo() {
        EngineException e = refused(url, "DOCKER_TLS_VERIFY", "other");
        assertEquals(EngineException.Kind.DENIED, e.kind(), e.why());
        assertTrue(e.why().contains("an authority that is not trusted here"), e.why());
        connect(url, "DOCKER_TLS", "other");
    }

    @Test
    void anEngineOfAnotherNameIsNotTrusted() {
        EngineException e = refused(url.replace(".1:", ".2:"), "DOCKER_TLS_VERIFY", "client");
        assertEquals(EngineException.Kind.DENIED, e.kind(), e.why());
        assertTrue(e.why().contains("for another name"), e.why());
    }

    @Test
    void withoutACertificateTheEngineRefuses() {
        EngineException e = refused(url, "DOCKER_TLS_VERIFY", "bare");
        assertEquals(EngineException.Kind.DENIED, e.kind(), e.why());
        assertTrue(e.why().contains("wants a client certificate"), e.why());
        assertTrue(e.advice().contains("key.pem"), e.advice());
    }

    @Test
    void withoutTlsTheEngineDoesNotTalk() {
        EngineException e = assertThrows(EngineException.class, () -> connect(url, Map.of()));
        assertTrue(e.why().contains("TLS only"), e.why());
        assertTrue(e.advice().contains("DOCKER_TLS_VERIFY"), e.advice());
    }
}
