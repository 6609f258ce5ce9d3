package dev.jimg.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RealRegistryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void skopeoReadsWhatAFixturePushed() throws IOException {
        Tools.require("skopeo");
        try (RealRegistry registry = RealRegistry.open()) {
            Fixture.Pushed pushed = ImageFixture.busybox().push(registry, "a/b:1");
            JsonNode seen = JSON.readTree(Run.command(
                    "skopeo", "inspect", "--tls-verify=false", "docker://" + pushed.reference()).out());
            assertEquals(pushed.manifestDigest(), seen.path("Digest").asText());
        }
    }

    @Test
    void skopeoTrustsTheAuthorityOfATlsRegistry(@TempDir Path certificates) throws IOException {
        Tools.require("skopeo");
        try (RealRegistry registry = RealRegistry.tls()) {
            Fixture.Pushed pushed = ImageFixture.layers(1).push(registry, "a/b:1");
            Run refused = Run.of("skopeo", "inspect", "docker://" + pushed.reference());
            assertTrue(refused.attempt().err().contains("certificate signed by unknown authority"));
            Files.writeString(certificates.resolve("ca.crt"), registry.authorityPem());
            Run.command("skopeo", "inspect", "--cert-dir", certificates.toString(), "docker://" + pushed.reference());
        }
    }

    @Test
    void basicAuthenticationLetsOnlyItsUserIn() {
        Tools.require("skopeo");
        try (RealRegistry registry = RealRegistry.htpasswd("ann", "s3cret")) {
            String image = "docker://" + ImageFixture.layers(1).push(registry, "a/b:1").reference();
            Run.command("skopeo", "inspect", "--tls-verify=false", "--creds", "ann:s3cret", image);
            Run.Result refused = Run.of("skopeo", "inspect", "--tls-verify=false", "--creds", "ann:wrong", image).attempt();
            assertEquals(1, refused.exit());
        }
    }

    @Test
    void tokensAreIssuedForAScopeAndTakenByTheRegistry() {
        Tools.require("skopeo");
        try (TokenServer tokens = TokenServer.start().user("ann", "s3cret");
                RealRegistry registry = RealRegistry.token(tokens)) {
            String image = "docker://" + ImageFixture.layers(1).push(registry, "a/b:1").reference();
            Run.command("skopeo", "inspect", "--tls-verify=false", image);
            assertEquals(List.of(new TokenServer.Issued("GET", "", List.of("repository:a/b:pull"))),
                    tokens.issued().subList(0, 1));
            Run.command("skopeo", "copy", "--src-tls-verify=false", "--dest-tls-verify=false", "--dest-creds", "ann:s3cret",
                    image, "docker://" + registry.hostPort() + "/c/d:2");
            assertTrue(tokens.issued().stream().anyMatch(issued -> issued.user().equals("ann")));
            Run.of("skopeo", "inspect", "--tls-verify=false", "--creds", "ann:wrong", image).attempt();
            assertTrue(tokens.refusedCount() > 0);
        }
    }

    @Test
    void theTokenServerSpeaksOauthToo() throws Exception {
        try (TokenServer tokens = TokenServer.start().user("ann", "s3cret").lifeSeconds(61)) {
            JsonNode first = JSON.readTree(post(tokens, "grant_type=password&username=ann&password=s3cret"
                    + "&access_type=offline&service=x&scope=repository:a:pull").body());
            assertEquals(61, first.path("expires_in").asInt());
            String refresh = first.path("refresh_token").asText();
            String again = post(tokens, "grant_type=refresh_token&service=x&scope=repository:a:push&refresh_token="
                    + refresh).body();
            String claims = new String(Base64.getUrlDecoder().decode(
                    JSON.readTree(again).path("access_token").asText().split("\\.")[1]));
            assertEquals("ann", JSON.readTree(claims).path("sub").asText());
            assertEquals(401, post(tokens, "grant_type=password&username=ann&password=no").statusCode());
            assertEquals(404, post(tokens.withoutPost(), "grant_type=password").statusCode());
        }
    }

    @Test
    void aDeletedManifestIsGone() throws Exception {
        try (RealRegistry registry = RealRegistry.open()) {
            Fixture.Pushed pushed = ImageFixture.layers(1).push(registry, "a/b:1");
            assertTrue(Files.exists(registry.blobFile(pushed.configDigest())));
            registry.deleteManifest("a/b", pushed.manifestDigest());
            HttpRequest get = HttpRequest.newBuilder(registry.uri("/v2/a/b/manifests/1")).build();
            assertEquals(404, registry.httpClient().send(get, HttpResponse.BodyHandlers.discarding()).statusCode());
        }
    }

    private static HttpResponse<String> post(TokenServer tokens, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(tokens.realm()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}
