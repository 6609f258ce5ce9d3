package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.config.Credentials;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {

    private static final Reference NGINX = Reference.parse("nginx");
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @TempDir
    Path directory;

    @Test
    void aMirrorIsAskedFirstAndHubNotAtAll() {
        try (ScriptedRegistry mirror = tags("mirror")) {
            RegistryClient client = client(NOBODY, mirror.uri() + "/hub/");
            assertEquals(List.of("mirror"), list(client, NGINX));
            assertEquals("/hub/v2/library/nginx/tags/list?n=1000", mirror.requests().get(0).getTarget());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500})
    void whateverGoesWrongAtAMirrorTheNextPlaceIsAsked(int code) {
        try (ScriptedRegistry bad = new ScriptedRegistry(request -> status(code));
                ScriptedRegistry hub = tags("hub")) {
            assertEquals(List.of("hub"), list(client(hub.uri(), NOBODY.toString(), bad.uri().toString()), NGINX));
        }
    }

    @Test
    void aMirrorWithoutAnAnswerIsLeftOutForAWhile() {
        try (ScriptedRegistry slow = new ScriptedRegistry(request -> status(429, "Retry-After: 3600"));
                ScriptedRegistry hub = tags("hub")) {
            RegistryClient client = client(hub.uri(), slow.uri().toString());
            list(client, NGINX);
            list(client, NGINX);
            assertEquals(1, slow.requests().size());
            assertEquals(2, hub.requests().size());
        }
    }

    @Test
    void theErrorIsThatOfHub() {
        try (ScriptedRegistry mirror = new ScriptedRegistry(request -> status(500));
                ScriptedRegistry hub = new ScriptedRegistry(request -> status(404))) {
            RegistryException e = assertThrows(RegistryException.class,
                    () -> list(client(hub.uri(), mirror.uri().toString()), NGINX));
            assertEquals(Kind.NOT_FOUND, e.kind());
            assertEquals(1, e.getSuppressed().length);
        }
    }

    @Test
    void hubsCredentialsAreNotGivenToAMirror() {
        try (ScriptedRegistry mirror = closed();
                ScriptedRegistry hub = closed()) {
            RegistryOptions options = options(hub.uri(), mirror.uri().toString())
                    .withCredentials((registry, stopped) -> registry.equals("docker.io")
                            ? Optional.of(Credentials.password("ann", "s3cret")) : Optional.empty());
            assertEquals(List.of("1"), list(new RegistryClient(options), NGINX));
            assertEquals(List.of(), mirror.sent("Authorization"));
            assertEquals(1, hub.sent("Authorization").size());
        }
    }

    @Test
    void aMirrorOverPlainHttpGetsNoCredentials() {
        try (ScriptedRegistry proxy = closed();
                ScriptedRegistry hub = tags("hub")) {
            options(hub.uri(), "http://mirror.example");
            RegistryOptions options = Clients.options(Clients.environment(directory, "HTTP_PROXY",
                            proxy.uri().toString())).withHub(hub.uri(), hub.uri())
                    .withCredentials((registry, stopped) -> Optional.of(Credentials.password("ann", "s3cret")));
            assertEquals(List.of("hub"), list(new RegistryClient(options), NGINX));
            assertEquals(1, proxy.requests().size());
            assertEquals(List.of(), proxy.sent("Authorization"));
        }
    }

    @Test
    void aMissingHelperIsNotPassedOver() {
        Clients.write(directory.resolve(".docker/config.json"), "{\"credsStore\":\"missing\"}");
        try (ScriptedRegistry mirror = closed();
                ScriptedRegistry hub = tags("hub")) {
            RegistryException e = assertThrows(RegistryException.class,
                    () -> list(client(hub.uri(), mirror.uri().toString()), NGINX));
            assertEquals(Kind.INVALID, e.kind());
            assertEquals(0, hub.requests().size());
        }
    }

    @Test
    void otherRegistriesHaveNoMirrors() {
        try (ScriptedRegistry mirror = tags("mirror");
                ScriptedRegistry other = tags("other")) {
            assertEquals(List.of("other"), list(client(NOBODY, mirror.uri().toString()), other.reference("a/b")));
            assertEquals(0, mirror.requests().size());
        }
    }

    private RegistryClient client(URI hub, String... mirrors) {
        return new RegistryClient(options(hub, mirrors));
    }

    private RegistryOptions options(URI hub, String... mirrors) {
        Clients.write(directory.resolve("etc/docker/daemon.json"),
                "{\"registry-mirrors\":[\"" + String.join("\",\"", mirrors) + "\"]}");
        return Clients.options(Clients.environment(directory)).withHub(hub, hub);
    }

    private static List<String> list(RegistryClient client, Reference repository) {
        return client.tags(repository, 0, Cancellation.none()).names();
    }

    private static ScriptedRegistry tags(String name) {
        return new ScriptedRegistry(request -> json("{\"tags\":[\"" + name + "\"]}"));
    }

    private static ScriptedRegistry closed() {
        return new ScriptedRegistry(request -> request.getHeaders().get("Authorization") == null
                ? status(401, "WWW-Authenticate: Basic realm=\"r\"") : json("{\"tags\":[\"1\"]}"));
    }
}
