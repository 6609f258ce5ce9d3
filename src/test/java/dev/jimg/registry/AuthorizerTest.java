package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.bytes;
import static dev.jimg.registry.ScriptedRegistry.cut;
import static dev.jimg.registry.ScriptedRegistry.describe;
import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.random;
import static dev.jimg.registry.ScriptedRegistry.ranged;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.ConfigException;
import dev.jimg.config.Credentials;
import dev.jimg.config.Environment;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.testing.Counted;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Counted("tokens and helpers of a registry")
class AuthorizerTest {

    private static final String TAGS = "{\"tags\":[\"1\"]}";
    private final AtomicInteger issued = new AtomicInteger();
    /** The only token that the registry takes. */
    private volatile String good = "token-1";
    private volatile Function<RecordedRequest, MockResponse> tokenScript;
    private ScriptedRegistry tokens;
    private ScriptedRegistry registry;

    @BeforeEach
    void start() {
        tokenScript = request -> json("{\"token\":\"token-" + issued.incrementAndGet() + "\",\"expires_in\":300}");
        tokens = new ScriptedRegistry(request -> tokenScript.apply(request));
        registry = registry("http://" + tokens.domain() + "/token");
    }

    @AfterEach
    void stop() {
        tokens.close();
        registry.close();
    }

    @Test
    void asksForOneTokenAndKeepsIt() {
        RegistryClient client = Clients.anonymous();
        tags(client);
        tags(client);
        assertEquals(1, issued.get());
        assertEquals("/token?service=the%20service&scope=repository%3Aa%2Fb%3Apull",
                tokens.requests().get(0).getTarget());
    }

    @Test
    void asksAnewWhenTheRegistryTakesATokenNoMore() {
        RegistryClient client = Clients.anonymous();
        tags(client);
        good = "token-2";
        tags(client);
        assertEquals(2, issued.get());
    }

    @Test
    void renewsATokenThatEndsInTheMiddleOfABlob() throws IOException {
        byte[] blob = random(100_000);
        ScriptedRegistry plain = registry;
        registry = new ScriptedRegistry(request -> {
            if (!("Bearer " + good).equals(request.getHeaders().get("Authorization"))) {
                return status(401, "WWW-Authenticate: Bearer realm=\"http://" + tokens.domain() + "/token\"");
            }
            if (request.getHeaders().get("Range") != null) {
                return ranged(request, blob).build();
            }
            good = "token-2";
            return cut(bytes(blob), blob, 40_000);
        });
        plain.close();
        BlobStream stream = Clients.anonymous().blob(registry.reference("a/b"), describe(blob), 0, Cancellation.none());
        assertArrayEquals(blob, stream.readAllBytes());
        assertEquals(2, issued.get());
    }

    @Test
    void givesUpWhenTheFreshTokenIsNotTakenEither() {
        good = "none";
        RegistryException e = failure(Clients.anonymous());
        assertEquals(Kind.UNAUTHORIZED, e.kind());
        assertTrue(e.why().contains("does not exist, or it wants other credentials (401)"), e.why());
        assertEquals(2, registry.requests().size());
    }

    @Test
    void manyAtOnceShareOneToken() throws Exception {
        RegistryClient client = Clients.anonymous();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<NameList>> work = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            work.add(() -> tags(client));
        }
        for (var result : threads.invokeAll(work)) {
            result.get();
        }
        threads.shutdown();
        assertEquals(1, issued.get());
    }

    @Test
    void postsThePasswordAndFallsBackToGet() {
        AtomicInteger posts = new AtomicInteger();
        Function<RecordedRequest, MockResponse> give = tokenScript;
        tokenScript = request -> {
            if (request.getMethod().equals("POST")) {
                posts.incrementAndGet();
                return status(405);
            }
            return give.apply(request);
        };
        tags(Clients.with(Credentials.password("ann", "pa:ss&1")));
        assertEquals(1, posts.get());
        String form = tokens.requests().get(0).getBody().string(StandardCharsets.UTF_8);
        assertTrue(form.contains("grant_type=password") && form.contains("password=pa%3Ass%261"), form);
        assertEquals(Credentials.password("ann", "pa:ss&1").basicHeader(), tokens.sent("Authorization").get(0));
    }

    @Test
    void changesAnIdentityTokenByPostOnly() {
        Function<RecordedRequest, MockResponse> give = tokenScript;
        tokenScript = request -> request.getMethod().equals("POST") ? give.apply(request) : status(500);
        tags(Clients.with(Credentials.identityToken("", "refresh-me")));
        String form = tokens.requests().get(0).getBody().string(StandardCharsets.UTF_8);
        assertTrue(form.contains("grant_type=refresh_token&refresh_token=refresh-me"), form);
        tokenScript = request -> status(404);
        failure(Clients.with(Credentials.identityToken("", "refresh-me")));
        assertTrue(tokens.requests().stream().allMatch(r -> r.getMethod().equals("POST")));
    }

    @Test
    void sendsARegistryTokenAsItIs() {
        tags(Clients.with(Credentials.registryToken("token-1")));
        assertEquals(0, tokens.requests().size());
    }

    @Test
    void takesAnAccessTokenForAToken() {
        tokenScript = request -> json("{\"access_token\":\"token-1\"}");
        assertEquals(List.of("1"), tags(Clients.anonymous()).names());
    }

    /** CVE-2026-33540: a realm that would have the password sent somewhere else, or something inside asked. */
    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/token", "http://0.0.0.0/token", "http://[fe80::1]/token",
        "http://metadata.google.internal/token", "http://registry.example/token", "http://ann:pw@127.0.0.1/token",
        "file:///etc/passwd", "not a url", "http://2852039166/token"})
    void doesNotAskADubiousRealm(String realm) {
        try (ScriptedRegistry bad = registry(realm)) {
            RegistryException e = assertThrows(RegistryException.class, () -> Clients.with(
                    Credentials.password("ann", "s3cret")).tags(bad.reference("a/b"), 0, Cancellation.none()));
            assertTrue(e.why().contains("was not given an answer to its challenge"), e.why());
            assertFalse(e.getMessage().contains("pw@"), e.getMessage());
        }
    }

    /** CVE-2026-33540, by a redirect. */
    @Test
    void followsNoRedirectOfATokenServer() {
        tokenScript = request -> status(307, "Location: http://localhost:" + tokens.server.getPort() + "/stolen");
        RegistryException e = failure(Clients.with(Credentials.password("ann", "s3cret")));
        assertTrue(e.why().contains("answered 307"), e.why());
        assertEquals(0, tokens.count("stolen"));
    }

    /** CVE-2023-25153 is an endless body of another kind; see also the manifests and the helpers. */
    @Test
    void stopsReadingAnEndlessToken() {
        tokenScript = request -> new MockResponse.Builder()
                .chunkedBody(new Buffer().write(new byte[2 * 1024 * 1024]), 100_000).build();
        assertTrue(failure(Clients.anonymous()).why().contains("more than 1 MiB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":\"\"}", "{\"token\":\"a\\r\\nX: y\"}", "token-1"})
    void refusesAnAnswerWithoutAUsableToken(String body) {
        tokenScript = request -> json(body);
        RegistryException e = failure(Clients.anonymous());
        assertEquals(Kind.REMOTE, e.kind());
        assertFalse(e.getMessage().contains("token-1"), e.getMessage());
    }

    @Test
    void aTokenDoesNotShowItself() {
        assertEquals("Token[***, PT1M]", new TokenEndpoint.Token("s3cret", Duration.ofMinutes(1),
                Optional.empty()).toString());
    }

    @Test
    void aTokenServerIsAskedAgainAfterAFault() {
        Function<RecordedRequest, MockResponse> give = tokenScript;
        AtomicInteger count = new AtomicInteger();
        tokenScript = request -> count.getAndIncrement() < 2 ? status(503) : give.apply(request);
        assertEquals(List.of("1"), tags(Clients.anonymous()).names());
    }

    @Test
    void aHelperThatFailsIsAnErrorAndNothingIsSent() {
        Path nowhere = Path.of("/nonexistent");
        RegistryClient client = new RegistryClient(Clients.options(new Environment(Map.of(), nowhere, nowhere))
                .withCredentials((name, stopped) -> {
                    throw new ConfigException("the credential helper docker-credential-x is not installed", "Install");
                }));
        RegistryException e = failure(client);
        assertEquals(Kind.INVALID, e.kind());
        assertTrue(e.why().contains("docker-credential-x"), e.why());
        assertEquals(0, tokens.requests().size());
        assertEquals(1, registry.requests().size());
    }

    @Test
    void aMethodThatIsUnknownIsNotAnswered() {
        try (ScriptedRegistry other = new ScriptedRegistry(
                request -> status(401, "WWW-Authenticate: Negotiate"))) {
            RegistryException e = assertThrows(RegistryException.class, () -> Clients.with(
                    Credentials.password("ann", "s3cret")).tags(other.reference("a/b"), 0, Cancellation.none()));
            assertEquals(Kind.UNAUTHORIZED, e.kind());
            assertEquals(1, other.requests().size());
        }
    }

    private ScriptedRegistry registry(String realm) {
        return new ScriptedRegistry(request -> {
            boolean known = ("Bearer " + good).equals(request.getHeaders().get("Authorization"));
            return known ? json(TAGS) : status(401, "WWW-Authenticate: Bearer realm=\"" + realm
                    + "\",service=\"the service\",scope=\"repository:a/b:pull\"");
        });
    }

    private NameList tags(RegistryClient client) {
        return client.tags(registry.reference("a/b"), 0, Cancellation.none());
    }

    private RegistryException failure(RegistryClient client) {
        return assertThrows(RegistryException.class, () -> tags(client));
    }
}
