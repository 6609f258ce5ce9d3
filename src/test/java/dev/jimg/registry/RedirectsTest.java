package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.bytes;
import static dev.jimg.registry.ScriptedRegistry.describe;
import static dev.jimg.registry.ScriptedRegistry.random;
import static dev.jimg.registry.ScriptedRegistry.ranged;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Credentials;
import dev.jimg.testing.Counted;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Counted("redirects")
class RedirectsTest {

    private static final byte[] BLOB = random(50_000);
    private final RegistryClient client = Clients.with(Credentials.password("ann", "s3cret"));

    /** CVE-2020-15157, of redirects: what is fetched elsewhere is asked for without credentials. */
    @Test
    void sendsNoAuthorizationToAnotherHostButTheRange() throws IOException {
        try (ScriptedRegistry storage = new ScriptedRegistry(request -> ranged(request, BLOB).build());
                ScriptedRegistry registry = closed("http://localhost:" + storage.server.getPort() + "/x?sig=1")) {
            BlobStream stream = client.blob(registry.reference("a/b"), describe(BLOB), 100, Cancellation.none());
            assertArrayEquals(Arrays.copyOfRange(BLOB, 100, BLOB.length), stream.readAllBytes());
            assertEquals(1, registry.sent("Authorization").size());
            assertEquals(List.of(), storage.sent("Authorization"));
            assertEquals(List.of("/x?sig=1"), storage.requests().stream().map(r -> r.getTarget()).toList());
        }
    }

    @Test
    void sendsNoAuthorizationToAnotherPort() throws IOException {
        try (ScriptedRegistry storage = new ScriptedRegistry(request -> bytes(BLOB).build());
                ScriptedRegistry registry = closed("http://" + storage.domain() + "/x")) {
            open(registry).close();
            assertEquals(List.of(), storage.sent("Authorization"));
        }
    }

    @Test
    void sendsAuthorizationWithinTheRegistry() throws IOException {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> {
            if (request.getHeaders().get("Authorization") == null) {
                return status(401, "WWW-Authenticate: Basic realm=\"r\"");
            }
            return request.getTarget().contains("/v2/") ? status(307, "Location: /elsewhere") : bytes(BLOB).build();
        })) {
            assertArrayEquals(BLOB, open(registry).readAllBytes());
        }
    }

    @Test
    void aChallengeOfAnotherHostIsNotAnswered() {
        try (ScriptedRegistry storage = new ScriptedRegistry(
                        request -> status(401, "WWW-Authenticate: Basic realm=\"r\""));
                ScriptedRegistry registry = closed("http://" + storage.domain() + "/x")) {
            assertThrows(RegistryException.class, () -> open(registry));
            assertEquals(List.of(), storage.sent("Authorization"));
        }
    }

    @Test
    void followsTenRedirectsAndNoMore() {
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> status(302, "Location: " + request.getTarget() + "x"))) {
            RegistryException e = assertThrows(RegistryException.class, () -> open(registry));
            assertEquals(registry.domain() + " redirects more than 10 times", e.why());
            assertEquals(11, registry.requests().size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data", "http://0.0.0.0/", "http://[fe80::1]/",
        "http://metadata.google.internal/", "ftp://127.0.0.1/", "http://[::ffff:169.254.169.254]/", "http://0.1.2.3/"})
    void isNotLedToSpecialAddresses(String location) {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(302, "Location: " + location))) {
            RegistryException e = assertThrows(RegistryException.class, () -> open(registry));
            assertTrue(e.why().contains("redirects to"), e.why());
            assertEquals(1, registry.requests().size());
        }
    }

    private BlobStream open(ScriptedRegistry registry) {
        return client.blob(registry.reference("a/b"), describe(BLOB), 0, Cancellation.none());
    }

    /** Wants credentials, then redirects. */
    private static ScriptedRegistry closed(String location) {
        return new ScriptedRegistry(request -> request.getHeaders().get("Authorization") == null
                ? status(401, "WWW-Authenticate: Basic realm=\"r\"") : status(307, "Location: " + location));
    }
}
