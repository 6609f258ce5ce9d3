package dev.jimg.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.config.ConfigException;
import dev.jimg.config.Credentials;
import dev.jimg.config.EngineTarget;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.testing.Counted;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.net.SocketException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Engines that cannot be had here, and answers that no good engine gives. */
@Counted("answers of an engine")
final class EngineClientTest {

    private static final Environment NO_SETTINGS =
            new Environment(Map.of(), Path.of("/nowhere"), Path.of("/nowhere"));

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String address() {
        return "tcp://127.0.0.1:" + server.getPort();
    }

    private EngineClient connect(String oldest, String newest) {
        answer("{\"Version\":\"9.9\",\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\"" + oldest
                + "\",\"Os\":\"linux\",\"Arch\":\"arm64\"}");
        return EngineClient.connect(Transports.open(address(), NO_SETTINGS));
    }

    private void answer(String body) {
        server.enqueue(new MockResponse.Builder().body(body).build());
    }

    private static EngineException failure(EngineException.Kind kind, Executable work) {
        EngineException failure = assertThrows(EngineException.class, work);
        assertEquals(kind, failure.kind(), failure.getMessage());
        return failure;
    }

    private String requested() throws InterruptedException {
        return server.takeRequest().getTarget();
    }

    @Test
    void sendsTheHeadersOfTheSettingsWithEveryRequest() throws InterruptedException {
        answer("{\"Version\":\"9.9\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.24\"}");
        answer("[]");
        Map<String, String> headers = Map.of("X-Meta", "here", "Host", "elsewhere", "Content-Length", "9");
        Transport transport = Transports.open(EngineTarget.of(address(), NO_SETTINGS), NO_SETTINGS, headers);
        try (EngineClient engine = EngineClient.connect(transport)) {
            engine.images(false, false, Map.of());
        }
        for (int i = 0; i < 2; i++) {
            RecordedRequest request = server.takeRequest();
            assertEquals("here", request.getHeaders().get("X-Meta"));
            assertEquals("127.0.0.1:" + server.getPort(), request.getHeaders().get("Host"));
        }
    }

    @Test
    void aHeaderThatCannotBeSentIsNamedAndItsValueKeptSecret() {
        ConfigException refused = assertThrows(ConfigException.class, () -> Transports.open(
                EngineTarget.of(address(), NO_SETTINGS), NO_SETTINGS, Map.of("X-Key", "hush\nhush")));
        assertTrue(refused.getMessage().contains("\"X-Key\""), refused.getMessage());
        assertFalse(refused.getMessage().contains("hush"), refused.getMessage());
    }

    @Test
    void speaksTheNewestVersionThatBothKnow() throws InterruptedException {
        try (EngineClient client = connect("1.44", "1.60")) {
            assertEquals(ApiVersion.NEWEST, client.version().api());
            assertEquals("linux/arm64", client.version().platform().toString());
            answer("[]");
            client.images(false, true, Map.of());
            assertEquals("/version", requested());
            assertEquals("/v1.51/images/json?shared-size=1", requested());
        }
    }

    @Test
    void asksAnOldEngineOnlyForWhatItKnows() throws InterruptedException {
        try (EngineClient client = connect("1.12", "1.30")) {
            answer("[]");
            answer("{}");
            client.images(true, true, Map.of());
            client.diskUse();
            requested();
            assertEquals("/v1.30/images/json?all=1", requested());
            assertEquals("/v1.30/system/df", requested());
        }
    }

    @Test
    void saysWhatTheBuildCacheMayKeepInTheWordsOfTheEnginesVersion() throws InterruptedException {
        Map<String, String> wanted = Map.of("1.47", "?filters={\"until\":[\"1h\"]}&all=1&keep-storage=5",
                "1.48", "?filters={\"until\":[\"1h\"]}&all=1&reserved-space=5&max-used-space=70&min-free-space=900");
        for (Map.Entry<String, String> version : wanted.entrySet()) {
            try (EngineClient client = connect("1.24", version.getKey())) {
                answer("{\"CachesDeleted\":[\"a\",\"b\"],\"SpaceReclaimed\":12}");
                assertEquals(new BuildApi.Pruned(List.of("a", "b"), 12),
                        client.builds().prune(true, Map.of("until", List.of("1h")), 5, 70, 900));
            }
            requested();
            RecordedRequest request = server.takeRequest();
            assertEquals("POST", request.getMethod());
            assertEquals("/v" + version.getKey() + "/build/prune" + version.getValue(),
                    URLDecoder.decode(request.getTarget(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void leavesOutWhatTheBuildCacheIsNotBoundBy() throws InterruptedException {
        try (EngineClient client = connect("1.24", "1.51")) {
            answer("{\"CachesDeleted\":null,\"SpaceReclaimed\":0}");
            assertEquals(new BuildApi.Pruned(List.of(), 0), client.builds().prune(false, Map.of(), 0, 0, 0));
        }
        requested();
        assertEquals("/v1.51/build/prune?filters={}", URLDecoder.decode(requested(), StandardCharsets.UTF_8));
    }

    @Test
    void refusesAnEngineThatIsTooOldOrTooNew() {
        EngineException old = failure(EngineException.Kind.UNSUPPORTED, () -> connect("1.10", "1.23"));
        assertTrue(old.getMessage().contains("Docker 9.9 is too old: it speaks API version 1.23"), old.getMessage());
        assertEquals("Update the engine.", old.advice());
        EngineException young = failure(EngineException.Kind.UNSUPPORTED, () -> connect("1.60", "1.70"));
        assertTrue(young.getMessage().contains("Docker 9.9 is too new"), young.getMessage());
        assertEquals("Update jimg-tui.", young.advice());
    }

    @Test
    void knowsThatSomethingElseAnswers() {
        answer("<html>hello</html>");
        failure(EngineException.Kind.REMOTE, () -> EngineClient.connect(Transports.open(address(), NO_SETTINGS)));
        answer("{\"name\":\"something\"}");
        failure(EngineException.Kind.REMOTE, () -> EngineClient.connect(Transports.open(address(), NO_SETTINGS)));
    }

    @Test
    void saysWhatAPersonWithoutPermissionCanDo() {
        EngineException denied = EngineErrors.of(new Ask("list images", ""), "unix:///var/run/docker.sock",
                new SocketException("Permission denied"));
        assertEquals(EngineException.Kind.DENIED, denied.kind());
        assertTrue(denied.getMessage().contains("/var/run/docker.sock"), denied.getMessage());
        assertTrue(denied.advice().contains("sudo") && denied.advice().contains("docker"), denied.advice());
    }

    @Test
    void aStreamThatBreaksIsABrokenConnection() {
        try (EngineClient client = connect("1.24", "1.41")) {
            server.enqueue(new MockResponse.Builder()
                    .body("{\"status\":\"Pulling fs layer\",\"id\":\"0123456789ab\"}\n".repeat(100))
                    .onResponseBody(new SocketEffect.CloseSocket()).build());
            EngineException broken = failure(EngineException.Kind.UNREACHABLE, () -> pull(client, Optional.empty()));
            assertTrue(broken.getMessage().contains("broke"), broken.getMessage());
        }
    }

    @Test
    void aStreamThatIsNoJsonIsNoAnswer() {
        try (EngineClient client = connect("1.24", "1.41")) {
            answer("{\"status\":\"Pulling fs layer\",\"id\":\"0123456789ab\"}\n%%%");
            failure(EngineException.Kind.REMOTE, () -> pull(client, Optional.empty()));
            answer("[{\"Id\":\"../../etc\"}]");
            failure(EngineException.Kind.REMOTE, () -> client.images(false, false, Map.of()));
        }
    }

    @Test
    void whatAnEngineSaysComesOutAsOneHarmlessLine() {
        try (EngineClient client = connect("1.24", "1.41")) {
            server.enqueue(new MockResponse.Builder().code(500)
                    .body("{\"message\":\"bad\\u001b[2J\\nworse.\"}").build());
            EngineException failure = failure(EngineException.Kind.REMOTE, client::containers);
            assertEquals("could not list containers: bad\u241b[2J worse", failure.getMessage());
        }
    }

    @Test
    void whatIsSaidAsPlainTextCountsAndIsKept() {
        try (EngineClient client = connect("1.24", "1.41")) {
            fails("write /var/lib/docker/tmp/x: no space left on device\n");
            EngineException full = failure(EngineException.Kind.DISK, client::containers);
            assertEquals("could not list containers: write /var/lib/docker/tmp/x: no space left on device",
                    full.getMessage());
            fails("Bad\u001b[2J\nGateway.");
            EngineException gateway = failure(EngineException.Kind.REMOTE, client::containers);
            assertEquals("could not list containers: the engine at " + address() + " answered 500 (Bad\u241b[2J Gateway)",
                    gateway.getMessage());
            assertEquals(EngineErrors.NOT_API, gateway.advice());
            fails("<html>no space left on device</html>");
            EngineException page = failure(EngineException.Kind.REMOTE, client::containers);
            assertTrue(page.getMessage().contains("not its API"), page.getMessage());
        }
    }

    private void fails(String body) {
        server.enqueue(new MockResponse.Builder().code(500).body(body).build());
    }

    @Test
    void credentialsTravelInTheirHeaderOnly() throws Exception {
        try (EngineClient client = connect("1.24", "1.41")) {
            answer("{\"status\":\"ok\"}");
            pull(client, Optional.of(Credentials.password("ann", "s3cret?>~")));
            server.takeRequest();
            RecordedRequest request = server.takeRequest();
            assertEquals("/v1.41/images/create?fromImage=r.example%2Fa&tag=1", request.getTarget());
            JsonNode auth = new ObjectMapper().readTree(
                    Base64.getUrlDecoder().decode(request.getHeaders().get("X-Registry-Auth")));
            assertEquals("{\"username\":\"ann\",\"password\":\"s3cret?>~\",\"serveraddress\":\"r.example\"}",
                    auth.toString());
            server.enqueue(new MockResponse.Builder().code(500).body("{\"message\":\"no\"}").build());
            EngineException failure = failure(EngineException.Kind.REMOTE,
                    () -> pull(client, Optional.of(Credentials.password("ann", "s3cret"))));
            assertFalse(failure.toString().contains("s3cret"));
        }
    }

    private static List<PullMessage> pull(EngineClient client, Optional<Credentials> credentials) {
        List<PullMessage> messages = new ArrayList<>();
        client.pull(Reference.parse("r.example/a:1"), Optional.empty(), credentials, messages::add,
                Cancellation.none());
        return messages;
    }
}
