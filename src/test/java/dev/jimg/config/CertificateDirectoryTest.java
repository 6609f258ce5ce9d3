package dev.jimg.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateDirectoryTest {

    private static final HeldCertificate CERTIFICATE = new HeldCertificate.Builder().commonName("me").build();

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {".config/containers/certs.d", ".config/docker/certs.d", ".docker/certs.d",
        "etc/containers/certs.d", "etc/docker/certs.d"})
    void looksWhereDockerAndPodmanLook(String place) throws IOException {
        Path certs = directory.resolve(place).resolve("a.b:5000");
        write(certs.resolve("ca.crt"), "x");
        write(certs.resolve("client.cert"), "x");
        write(certs.resolve("client.key"), "x");
        write(certs.resolve("readme.txt"), "x");
        assertEquals(Optional.of(new CertificateDirectory(certs, List.of(certs.resolve("ca.crt")),
                List.of(new CertificateDirectory.ClientPair(certs.resolve("client.cert"),
                        certs.resolve("client.key"))))), find("a.b:5000"));
        assertTrue(find("a.b").isEmpty());
    }

    @Test
    void aCertificateWithoutItsKeyIsAnError() throws IOException {
        Path certs = directory.resolve("etc/docker/certs.d/a.b");
        write(certs.resolve("client.cert"), "x");
        ConfigException e = assertThrows(ConfigException.class, () -> find("a.b"));
        assertTrue(e.getMessage().contains("client.key"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
    void anAuthorityThatCannotBeReadIsNamed(String text) throws IOException {
        Path file = directory.resolve("etc/docker/certs.d/a.b/ca.crt");
        write(file, text);
        ConfigException e = assertThrows(ConfigException.class, () -> TlsMaterial.of(find("a.b"), false));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
    }

    @Test
    void trustsTheMachinesAuthoritiesBesideItsOwn() throws IOException {
        write(directory.resolve("etc/docker/certs.d/a.b/ca.crt"), CERTIFICATE.certificatePem());
        int own = TlsMaterial.of(find("a.b"), false).trust().getAcceptedIssuers().length;
        int machine = TlsMaterial.of(Optional.empty(), false).trust().getAcceptedIssuers().length;
        assertEquals(machine + 1, own);
    }

    @Test
    void readsKeysInAllTheirForms() throws IOException {
        HeldCertificate rsa = new HeldCertificate.Builder().rsa2048().build();
        assertEquals(rsa.keyPair().getPrivate(), key(rsa.privateKeyPkcs8Pem()));
        assertEquals(rsa.keyPair().getPrivate(), key(rsa.privateKeyPkcs1Pem()));
        assertEquals(CERTIFICATE.keyPair().getPrivate(), key(CERTIFICATE.privateKeyPkcs8Pem()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prime256v1", "secp384r1", "secp521r1"})
    void readsTheKeysOpensslWritesForCurves(String curve) throws IOException {
        String sec1 = Run.of("openssl", "ecparam", "-name", curve, "-genkey", "-noout").run().out();
        assertTrue(sec1.contains("EC PRIVATE KEY"), "openssl wrote another form");
        String pkcs8 = Run.of("openssl", "pkcs8", "-topk8", "-nocrypt").stdin(sec1).run().out();
        ECPrivateKey expected = (ECPrivateKey) key(pkcs8);
        ECPrivateKey read = (ECPrivateKey) key(sec1);
        assertEquals(expected.getS(), read.getS());
        assertEquals(expected.getParams().getOrder(), read.getParams().getOrder());
    }

    @Test
    void saysWhenAKeyHasAPassphrase() {
        ConfigException e = assertThrows(ConfigException.class, () ->
                key("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"));
        assertTrue(e.getMessage().contains("without a passphrase"), e.getMessage());
        assertFalse(e.getMessage().contains("AAAA"));
    }

    private java.security.PrivateKey key(String pem) throws IOException {
        Path file = directory.resolve("key.pem");
        Files.writeString(file, pem);
        return Pem.privateKey(file);
    }

    private Optional<CertificateDirectory> find(String host) {
        return CertificateDirectory.find(new Environment(Map.of(), directory, directory), HostPort.parse(host));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
