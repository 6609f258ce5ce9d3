package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.testing.Certificates;
import dev.jimg.testing.Counted;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Counted("certificates of a registry")
class TlsTest {

    private static final HeldCertificate AUTHORITY = Certificates.authority();

    @TempDir
    Path directory;

    @Test
    void trustsTheAuthorityInCertsD() {
        try (ScriptedRegistry registry = serve(Certificates.server(AUTHORITY))) {
            trust(registry, AUTHORITY);
            assertEquals(List.of("1"), tags(registry));
        }
    }

    @Test
    void refusesAnUnknownAuthorityAndSaysWhereToPutIt() {
        try (ScriptedRegistry registry = serve(Certificates.server(AUTHORITY))) {
            RegistryException e = failure(registry);
            assertEquals(Kind.UNREACHABLE, e.kind());
            assertEquals("the certificate of " + registry.domain()
                    + " is signed by an authority that is not trusted here", e.why());
            assertTrue(e.advice().contains("/etc/docker/certs.d/" + registry.domain() + "/ca.crt"), e.advice());
            assertEquals(0, registry.requests().size());
        }
    }

    @Test
    void refusesASelfSignedCertificate() {
        HeldCertificate self = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
        try (ScriptedRegistry registry = serve(self)) {
            assertTrue(failure(registry).why().contains("not trusted here"));
        }
    }

    @Test
    void refusesAnExpiredCertificate() {
        long now = Instant.now().toEpochMilli();
        HeldCertificate old = new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").signedBy(AUTHORITY)
                .validityInterval(now - 20_000_000, now - 10_000_000).build();
        try (ScriptedRegistry registry = serve(old)) {
            trust(registry, AUTHORITY);
            assertEquals("the certificate of " + registry.domain() + " has expired", failure(registry).why());
        }
    }

    @Test
    void refusesACertificateForAnotherName() {
        HeldCertificate other = new HeldCertificate.Builder().addSubjectAlternativeName("example.com")
                .signedBy(AUTHORITY).build();
        try (ScriptedRegistry registry = serve(other)) {
            trust(registry, AUTHORITY);
            assertEquals("the certificate of " + registry.domain() + " is for another name", failure(registry).why());
        }
    }

    @Test
    void insistsOnNoCertificateOfTheRegistryThatIsNamedInsecureOnly() {
        try (ScriptedRegistry named = serve(Certificates.server(AUTHORITY));
                ScriptedRegistry other = serve(Certificates.server(AUTHORITY))) {
            Clients.write(directory.resolve("etc/docker/daemon.json"),
                    "{\"insecure-registries\":[\"" + named.domain() + "\"]}");
            assertEquals(List.of("1"), tags(named));
            assertTrue(failure(other).why().contains("not trusted here"));
        }
    }

    @Test
    void showsTheClientCertificateOfCertsD() {
        HeldCertificate client = new HeldCertificate.Builder().commonName("me").signedBy(AUTHORITY).rsa2048().build();
        try (ScriptedRegistry registry = serve(Certificates.server(AUTHORITY))) {
            registry.server.requireClientAuth();
            trust(registry, AUTHORITY);
            assertEquals(Kind.UNREACHABLE, failure(registry).kind());
            Path certs = certs(registry);
            Clients.write(certs.resolve("client.cert"), client.certificatePem());
            Clients.write(certs.resolve("client.key"), client.privateKeyPkcs1Pem());
            assertEquals(List.of("1"), tags(registry));
        }
    }

    @Test
    void certificatesThatCannotBeUsedAreNamed() {
        try (ScriptedRegistry registry = serve(Certificates.server(AUTHORITY))) {
            Clients.write(certs(registry).resolve("ca.crt"), "no certificate");
            RegistryException e = failure(registry);
            assertEquals(Kind.INVALID, e.kind());
            assertTrue(e.why().contains(certs(registry).resolve("ca.crt").toString()), e.why());
        }
    }

    @Test
    void doesNotFollowFromHttpsToHttp() {
        try (ScriptedRegistry plain = new ScriptedRegistry(request -> json("{\"tags\":[]}"));
                ScriptedRegistry registry = new ScriptedRegistry(tls(Certificates.server(AUTHORITY)),
                        request -> status(307, "Location: " + plain.uri() + "/x"))) {
            trust(registry, AUTHORITY);
            assertTrue(failure(registry).why().contains("redirects from https to plain http"));
            assertEquals(0, plain.requests().size());
        }
    }

    /** CVE-2019-10214. */
    @Test
    void doesNotAskAnHttpTokenServerForAnHttpsRegistry() {
        try (ScriptedRegistry tokens = new ScriptedRegistry(request -> json("{\"token\":\"x\"}"));
                ScriptedRegistry registry = new ScriptedRegistry(tls(Certificates.server(AUTHORITY)),
                        request -> status(401, "WWW-Authenticate: Bearer realm=\"http://registry.example/t\""))) {
            trust(registry, AUTHORITY);
            assertTrue(failure(registry).why().contains("over plain http (registry.example)"));
            assertEquals(0, tokens.requests().size());
        }
    }

    private List<String> tags(ScriptedRegistry registry) {
        return new RegistryClient(Clients.options(Clients.environment(directory)))
                .tags(registry.reference("a/b"), 0, Cancellation.none()).names();
    }

    private RegistryException failure(ScriptedRegistry registry) {
        return assertThrows(RegistryException.class, () -> tags(registry));
    }

    private void trust(ScriptedRegistry registry, HeldCertificate authority) {
        Clients.write(certs(registry).resolve("ca.crt"), authority.certificatePem());
    }

    private Path certs(ScriptedRegistry registry) {
        return directory.resolve("etc/docker/certs.d").resolve(registry.domain());
    }

    private static ScriptedRegistry serve(HeldCertificate certificate) {
        return new ScriptedRegistry(tls(certificate), request -> json("{\"tags\":[\"1\"]}"));
    }

    private static javax.net.ssl.SSLSocketFactory tls(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder().heldCertificate(certificate)
                .addTrustedCertificate(AUTHORITY.certificate()).build().sslSocketFactory();
    }
}
