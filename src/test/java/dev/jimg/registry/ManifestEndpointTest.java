package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.bytes;
import static dev.jimg.registry.ScriptedRegistry.cut;
import static dev.jimg.registry.ScriptedRegistry.manifest;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.text.SafeText;
import dev.jimg.transfer.Cancellation;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManifestEndpointTest {

    private static final String CONFIG = "{\"mediaType\":\"" + MediaType.OCI_CONFIG + "\",\"size\":2,\"digest\":\""
            + Digest.of(new byte[2]) + "\"}";
    private static final byte[] MANIFEST = utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MediaType.OCI_MANIFEST
            + "\",\"config\":" + CONFIG + ",\"layers\":[]}");
    private static final Cancellation GO_ON = Cancellation.none();

    private final RegistryClient client = Clients.anonymous();
    private ScriptedRegistry registry;

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void acceptsAllFourTypesAndNothingCompressed() {
        start(request -> manifest(MANIFEST, MediaType.OCI_MANIFEST));
        get("a/b:1");
        String accept = registry.sent("Accept").get(0);
        for (MediaType type : new MediaType[] {MediaType.OCI_INDEX, MediaType.OCI_MANIFEST, MediaType.DOCKER_LIST,
            MediaType.DOCKER_MANIFEST}) {
            assertTrue(accept.contains(type.value()), accept);
        }
        assertEquals("identity", registry.sent("Accept-Encoding").get(0));
    }

    @Test
    void refusesOtherBytesThanTheDigestAskedFor() {
        start(request -> manifest(MANIFEST, MediaType.OCI_MANIFEST));
        Digest other = Digest.of(new byte[] {1});
        RegistryException e = failure("a/b@" + other);
        assertEquals(Kind.CORRUPT, e.kind());
        assertTrue(e.why().contains(other.toString()) && e.why().contains(Digest.of(MANIFEST).toString()), e.why());
    }

    @Test
    void fetchesByASha512Digest() {
        start(request -> manifest(MANIFEST, MediaType.OCI_MANIFEST));
        Digest long512 = Digest.of(Digest.Algorithm.SHA512, Digest.Algorithm.SHA512.newHash().digest(MANIFEST));
        assertEquals(long512, get("a/b@" + long512).digest());
    }

    @Test
    void refusesBytesThatAreNotWhatTheirHeaderSays() {
        start(request -> bytes(MANIFEST).setHeader("Content-Type", MediaType.OCI_MANIFEST.value())
                .addHeader("Docker-Content-Digest", Digest.of(new byte[1])).build());
        assertEquals(Kind.CORRUPT, failure("a/b:1").kind());
    }

    /** CVE-2021-41190: an image for one reader and another for the next. */
    @Test
    void refusesADocumentWithLayersAndManifests() {
        byte[] both = utf8("{\"schemaVersion\":2,\"config\":" + CONFIG + ",\"layers\":[],\"manifests\":[]}");
        start(request -> manifest(both, MediaType.OCI_MANIFEST));
        assertTrue(failure("a/b:1").why().contains("both a manifest and an index"));
    }

    @Test
    void refusesADocumentThatContradictsItsContentType() {
        start(request -> manifest(MANIFEST, MediaType.DOCKER_LIST));
        assertEquals(Kind.REMOTE, failure("a/b:1").kind());
    }

    @Test
    void quotesADocumentWithoutControlsAndInOneLine() {
        byte[] evil = utf8("{\"schemaVersion\":2,\"mediaType\":\"a\\u001b[2J\\nLog in at http://evil\",\"layers\":[]}");
        start(request -> bytes(evil).build());
        String why = failure("a/b:1").why();
        assertTrue(why.contains("is neither an image manifest nor an image index"), why);
        assertTrue(why.codePoints().noneMatch(SafeText::isHarmful), why);
    }

    @Test
    void refusesADigestInAHeaderThatIsNone() {
        start(request -> bytes(MANIFEST).addHeader("Docker-Content-Digest", "sha256:../../x").build());
        RegistryException e = failure("a/b:1");
        assertEquals(Kind.REMOTE, e.kind());
        assertTrue(e.why().contains("invalid digest \"sha256:../../x\""), e.why());
    }

    /** CVE-2023-25153: a body without an end. */
    @Test
    void refusesAManifestOfMoreThanFourMebibytesAnnouncedOrNot() {
        byte[] large = new byte[ManifestDocument.MAX_BYTES + 1];
        AtomicInteger count = new AtomicInteger();
        start(request -> count.getAndIncrement() == 0 ? manifest(large, MediaType.OCI_MANIFEST)
                : new MockResponse.Builder().chunkedBody(new Buffer().write(large), 100_000).build());
        assertTrue(failure("a/b:1").why().contains("4 MiB"));
        assertTrue(failure("a/b:1").why().contains("4 MiB"));
        assertEquals(2, count.get());
    }

    @Test
    void asksARegistryAtAnIpv6Address() throws Exception {
        start(request -> status(500));
        try (MockWebServer other = new MockWebServer()) {
            other.start(InetAddress.getByName("::1"), 0);
            other.enqueue(status(200));
            other.enqueue(manifest(MANIFEST, MediaType.OCI_MANIFEST));
            String host = "[::1]:" + other.getPort();
            assertEquals(Digest.of(MANIFEST), client.manifest(Reference.parse(host + "/a/b:1"), GO_ON).digest());
            other.takeRequest();
            assertEquals(host, other.takeRequest().getHeaders().get("Host"));
        }
    }

    @Test
    void asksAgainWhenTheBodyWasCut() {
        AtomicInteger count = new AtomicInteger();
        start(request -> count.getAndIncrement() < 2
                ? cut(bytes(MANIFEST).setHeader("Content-Type", MediaType.OCI_MANIFEST.value()), MANIFEST, 50)
                : manifest(MANIFEST, MediaType.OCI_MANIFEST));
        assertEquals(Digest.of(MANIFEST), get("a/b:1").digest());
        assertEquals(3, count.get());
    }

    @Test
    void asksAgainWhenTheConnectionClosesWithoutAnAnswer() {
        AtomicInteger count = new AtomicInteger();
        start(request -> count.getAndIncrement() < 2
                ? new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build()
                : manifest(MANIFEST, MediaType.OCI_MANIFEST));
        assertEquals(Digest.of(MANIFEST), get("a/b:1").digest());
    }

    @Test
    void asksWithGetWhereHeadSaysTooLittle() {
        start(request -> request.getMethod().equals("HEAD") ? status(200)
                : manifest(MANIFEST, MediaType.OCI_MANIFEST));
        Optional<Descriptor> found = client.head(registry.reference("a/b:1"), GO_ON);
        assertEquals(Descriptor.of(MediaType.OCI_MANIFEST, Digest.of(MANIFEST), MANIFEST.length), found.orElseThrow());
    }

    @Test
    void tellsTheRateLimit() {
        start(request -> bytes(MANIFEST).addHeader("ratelimit-limit", "100;w=21600")
                .addHeader("ratelimit-remaining", "76;w=21600").build());
        assertEquals(Optional.empty(), client.rateLimit(registry.domain()));
        get("a/b:1");
        assertEquals(new RateLimit(100, 76, Duration.ofHours(6)), client.rateLimit(registry.domain()).orElseThrow());
    }

    @Test
    void tellsTheLimitOfDockerHubByItsName() {
        start(request -> bytes(MANIFEST).addHeader("ratelimit-remaining", "9;w=60").build());
        try (RegistryClient hub = new RegistryClient(Clients.options(Clients.environment(Path.of("/nonexistent")))
                .withHub(URI.create("http://" + registry.domain() + "/"), URI.create("http://127.0.0.1:1/")))) {
            hub.manifest(Reference.parse("nginx:1"), GO_ON);
            assertEquals(Optional.of(new RateLimit(-1, 9, Duration.ofMinutes(1))), hub.rateLimit(Reference.HUB));
        }
    }

    @Test
    void glancesOnceWhereItIsTooMuch() {
        start(request -> new MockResponse.Builder().code(429).addHeader("Retry-After", "7").build());
        RegistryException thrown = assertThrows(RegistryException.class,
                () -> client.glance(registry.reference("a/b:1"), GO_ON));
        assertEquals(Kind.RATE_LIMITED, thrown.kind());
        assertEquals(Optional.of(Duration.ofSeconds(7)), thrown.retryAfter());
        assertEquals(1, registry.sent("Accept").size());
    }

    @Test
    void showsWhatTheRegistrySaysWithoutControlsOrSecrets() {
        start(request -> new MockResponse.Builder().code(400).body("{\"errors\":[{\"code\":\"X\",\"message\":\"see"
                + " \\u001b[31m https://ann:pw@host/a?X-Amz-Signature=abc \\u202e\\n done\"}]}").build());
        assertEquals(registry.domain() + " answered 400: see [31m https://host/a done",
                failure("a/b:1").why());
    }

    private FetchedManifest get(String name) {
        return client.manifest(registry.reference(name), GO_ON);
    }

    private RegistryException failure(String name) {
        Reference reference = registry.reference(name);
        return assertThrows(RegistryException.class, () -> client.manifest(reference, GO_ON));
    }

    private void start(Function<RecordedRequest, MockResponse> script) {
        registry = new ScriptedRegistry(script);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
