package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.describe;
import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.random;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.config.Credentials;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.testing.FaultProxy;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.TokenServer;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sending: against Debian's docker-registry, and scripted where it would not do what others do. */
class PushTest {

    private static final Cancellation GO_ON = Cancellation.none();
    private static final byte[] BLOB = random(700_001);

    private final RegistryClient client = Clients.anonymous();

    private static BlobSource source(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    private static void upload(RegistryClient client, Reference repository, byte[] blob) {
        client.uploadBlob(repository, describe(blob), source(blob), ProgressSink.NONE, GO_ON);
    }

    @Test
    void sendsABlobThatTheRegistryThenHas() throws Exception {
        try (RealRegistry registry = RealRegistry.open()) {
            Reference repository = Reference.parse(registry.hostPort() + "/push/app");
            assertFalse(client.hasBlob(repository, describe(BLOB), GO_ON));
            List<Long> told = new ArrayList<>();
            client.uploadBlob(repository, describe(BLOB), source(BLOB), (done, total) -> told.add(done), GO_ON);
            assertTrue(client.hasBlob(repository, describe(BLOB), GO_ON));
            assertArrayEquals(BLOB, client.smallBlob(repository, describe(BLOB), GO_ON));
            assertEquals(List.of(262_144L, 524_288L, 700_001L), told);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "262144", "524288", "262145"})
    void sendsBlobsOfAnySize(int size) {
        try (RealRegistry registry = RealRegistry.open()) {
            Reference repository = Reference.parse(registry.hostPort() + "/sizes/app");
            upload(client, repository, random(size));
            assertTrue(client.hasBlob(repository, describe(random(size)), GO_ON));
        }
    }

    @Test
    void mountsFromAnotherRepositoryWithoutSending() {
        try (RealRegistry registry = RealRegistry.open()) {
            Reference first = Reference.parse(registry.hostPort() + "/mount/one");
            Reference second = Reference.parse(registry.hostPort() + "/mount/two");
            upload(client, first, BLOB);
            assertTrue(client.mountBlob(second, describe(BLOB), first, GO_ON));
            assertTrue(client.hasBlob(second, describe(BLOB), GO_ON));
            assertFalse(client.mountBlob(second, describe(random(5)), first, GO_ON));
        }
    }

    @Test
    void damagedBytesNeverBecomeABlob() {
        try (RealRegistry registry = RealRegistry.open()) {
            Reference repository = Reference.parse(registry.hostPort() + "/damaged/app");
            byte[] damaged = BLOB.clone();
            damaged[BLOB.length - 1] ^= 1;
            RegistryException thrown = assertThrows(RegistryException.class, () -> client.uploadBlob(repository,
                    describe(BLOB), source(damaged), ProgressSink.NONE, GO_ON));
            assertEquals(Kind.CORRUPT, thrown.kind());
            assertTrue(thrown.getMessage().contains(describe(BLOB).digest().toString()), thrown.getMessage());
            assertFalse(client.hasBlob(repository, describe(BLOB), GO_ON));
            assertFalse(client.hasBlob(repository, describe(damaged), GO_ON));
        }
    }

    @Test
    void whatCannotBeReadHereIsNoFaultOfTheRegistryAndNotTriedAgain() {
        try (RealRegistry registry = RealRegistry.open()) {
            Reference repository = Reference.parse(registry.hostPort() + "/unread/app");
            AtomicInteger opened = new AtomicInteger();
            UncheckedIOException thrown = assertThrows(UncheckedIOException.class, () -> client.uploadBlob(repository,
                    describe(BLOB), () -> {
                        opened.incrementAndGet();
                        return new SequenceInputStream(new ByteArrayInputStream(BLOB, 0, 300_000), new InputStream() {
                            @Override
                            public int read() throws IOException {
                                throw new IOException("the disk has a bad day");
                            }
                        });
                    }, ProgressSink.NONE, GO_ON));
            assertEquals("the disk has a bad day", thrown.getCause().getMessage());
            assertEquals(1, opened.get());
        }
    }

    @Test
    void aManifestKeepsItsBytesAndItsDigest() {
        ImageFixture image = ImageFixture.random(1, 10_000);
        try (RealRegistry registry = RealRegistry.open()) {
            Reference target = Reference.parse(registry.hostPort() + "/manifest/app:1");
            Manifest manifest = Manifest.parse(image.root().bytes());
            upload(client, target, image.config().bytes());
            upload(client, target, image.layers().get(0).content().bytes());
            client.putManifest(target, manifest, GO_ON);
            assertEquals(manifest.digest(), client.manifest(target, GO_ON).digest());
        }
    }

    @Test
    void asksForTheRightToPush() {
        try (TokenServer tokens = TokenServer.start().user("ann", "secret");
                RealRegistry registry = RealRegistry.token(tokens)) {
            Reference one = Reference.parse(registry.hostPort() + "/token/one");
            Reference two = Reference.parse(registry.hostPort() + "/token/two");
            RegistryClient ann = Clients.with(Credentials.password("ann", "secret"));
            upload(ann, one, BLOB);
            assertTrue(ann.mountBlob(two, describe(BLOB), one, GO_ON));
            assertEquals(List.of(List.of("repository:token/one:pull,push"),
                    List.of("repository:token/two:pull,push", "repository:token/one:pull")),
                    tokens.issued().stream().map(issued -> issued.scopes().stream().map(PushTest::ordered).toList())
                            .toList());
        }
    }

    /** The registry names the actions of a scope in any order. */
    private static String ordered(String scope) {
        int actions = scope.lastIndexOf(':') + 1;
        return scope.substring(0, actions) + Stream.of(scope.substring(actions).split(",")).sorted()
                .collect(Collectors.joining(","));
    }

    @Test
    void withoutALoginItSaysHowToLogIn() {
        try (TokenServer tokens = TokenServer.start(); RealRegistry registry = RealRegistry.token(tokens)) {
            Reference repository = Reference.parse(registry.hostPort() + "/token/app");
            RegistryException thrown =
                    assertThrows(RegistryException.class, () -> upload(client, repository, BLOB));
            assertEquals(Kind.UNAUTHORIZED, thrown.kind());
            assertEquals("Log in with: jimg-tui login " + registry.hostPort(), thrown.advice());
        }
    }

    @Test
    void aBrokenConnectionIsTriedAgainFromTheStart() {
        try (RealRegistry registry = RealRegistry.open(); FaultProxy proxy = FaultProxy.before(registry)) {
            Reference repository = Reference.parse(proxy.hostPort() + "/again/app");
            proxy.cutAt("PUT /v2/again", 0, 1);
            proxy.answer("POST /v2/again", 503, 1);
            upload(client, repository, BLOB);
            assertTrue(client.hasBlob(repository, describe(BLOB), GO_ON));
        }
    }

    @Test
    void whatArrivedThoughTheAnswerWasLostIsNotSentTwice() {
        int[] puts = new int[1];
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> switch (request.getMethod()) {
            case "HEAD" -> status(puts[0] > 0 ? 200 : 404);
            case "POST" -> status(202, "Location: /upload/1");
            default -> status(++puts[0] > 0 ? 502 : 201);
        })) {
            upload(client, registry.reference("lost/app"), BLOB);
            assertEquals(1, puts[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"/upload/1?state=a%3D%3D", "upload/1?state=a%3D%3D", "http://HOST/upload/1?state=a%3D%3D"})
    void goesOnWhereTheRegistrySays(String location) {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(request.getMethod().equals("POST")
                ? 202 : 201, "Location: " + location.replace("HOST", request.getHeaders().get("Host"))))) {
            upload(client, registry.reference("place/app"), BLOB);
            String target = registry.requests().get(1).getTarget();
            assertTrue(target.endsWith("upload/1?state=a%3D%3D&digest=" + describe(BLOB).digest()
                    .toString().replace(":", "%3A")) || target.endsWith("&digest=" + describe(BLOB).digest()), target);
            assertEquals(BLOB.length, registry.requests().get(1).getBody().size());
        }
    }

    @Test
    void credentialsStayWithTheRegistryWhereTheBytesGoElsewhere() {
        try (ScriptedRegistry elsewhere = new ScriptedRegistry(request -> status(201));
                ScriptedRegistry registry = new ScriptedRegistry(request -> basic(request,
                        status(202, "Location: " + elsewhere.uri() + "/put")))) {
            upload(Clients.with(Credentials.password("ann", "secret")), registry.reference("away/app"), BLOB);
            assertEquals(1, elsewhere.requests().size());
            assertEquals(List.of(), elsewhere.sent("Authorization"));
        }
    }

    @Test
    void aTokenThatEndsInTheMiddleIsRenewed() {
        String[] good = {"one"};
        try (ScriptedRegistry tokens = new ScriptedRegistry(request -> json("{\"token\":\"" + good[0] + "\"}"));
                ScriptedRegistry registry = new ScriptedRegistry(request -> {
                    if (!("Bearer " + good[0]).equals(request.getHeaders().get("Authorization"))) {
                        return status(401, "WWW-Authenticate: Bearer realm=\"" + tokens.uri() + "/token\"");
                    }
                    if (request.getMethod().equals("POST")) {
                        good[0] = "two";
                        return status(202, "Location: /upload/1");
                    }
                    return status(201);
                })) {
            upload(client, registry.reference("renew/app"), BLOB);
            assertEquals(2, tokens.requests().size());
            assertEquals(1, registry.requests().stream().filter(r -> r.getMethod().equals("PUT")
                    && "Bearer two".equals(r.getHeaders().get("Authorization"))).count());
        }
    }

    @ParameterizedTest
    @CsvSource({"403, DENIED, Log in with: jimg-tui login", "404, NOT_FOUND, Check its spelling",
            "405, UNSUPPORTED, read-only", "413, REMOTE, client_max_body_size"})
    void saysWhatItIsThatTheRegistryRefuses(int code, Kind kind, String advice) {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(code))) {
            RegistryException thrown = assertThrows(RegistryException.class,
                    () -> upload(client, registry.reference("refused/app"), BLOB));
            assertEquals(kind, thrown.kind());
            assertTrue(thrown.getMessage().contains("(" + code + ")"), thrown.getMessage());
            assertTrue(thrown.advice().contains(advice), thrown.advice());
        }
    }

    @Test
    void waitsAsLongAsTheRegistryAsksForButNotForHours() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(429, "Retry-After: 7200"))) {
            RegistryException thrown = assertThrows(RegistryException.class,
                    () -> upload(client, registry.reference("busy/app"), BLOB));
            assertEquals(Kind.RATE_LIMITED, thrown.kind());
            assertEquals(1, registry.requests().size());
            assertTrue(thrown.advice().startsWith("Come back in 2 hours."), thrown.advice());
        }
    }

    @Test
    void aRegistryThatAlteredTheManifestIsFoundOut() {
        Manifest manifest = Manifest.parse(ImageFixture.random(1, 10).root().bytes());
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> status(201,
                "Docker-Content-Digest: " + Digest.of(new byte[] {1})))) {
            RegistryException thrown = assertThrows(RegistryException.class,
                    () -> client.putManifest(registry.reference("altered/app:1"), manifest, GO_ON));
            assertTrue(thrown.getMessage().contains("instead of " + manifest.digest()), thrown.getMessage());
        }
    }

    @Test
    void cancelledItStopsInTheMiddleOfABlob() {
        try (RealRegistry registry = RealRegistry.open()) {
            Reference repository = Reference.parse(registry.hostPort() + "/cancel/app");
            Cancellation cancellation = new Cancellation();
            Descriptor blob = describe(BLOB);
            assertThrows(CancellationException.class, () -> client.uploadBlob(repository, blob, source(BLOB),
                    (done, total) -> cancellation.cancel(), cancellation));
            assertFalse(client.hasBlob(repository, blob, GO_ON));
        }
    }

    private static MockResponse basic(RecordedRequest request, MockResponse answer) {
        return request.getHeaders().get("Authorization") == null
                ? status(401, "WWW-Authenticate: Basic realm=\"x\"") : answer;
    }
}
