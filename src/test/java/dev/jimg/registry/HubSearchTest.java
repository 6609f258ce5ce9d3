package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubSearchTest {

    private static final Cancellation GO_ON = Cancellation.none();

    @Test
    void asksAsDockerAsksAndReadsWhatHubSays() {
        String body = "{\"num_pages\":1,\"num_results\":2,\"results\":[{\"name\":\"nginx\",\"description\":\"Web\","
                + "\"star_count\":19000,\"is_official\":true,\"is_automated\":false},{\"name\":\"ann/nginx\","
                + "\"description\":null,\"star_count\":3,\"is_official\":false,\"is_automated\":true}]}";
        try (ScriptedRegistry hub = new ScriptedRegistry(request -> json(body))) {
            HubResults found = client(hub).search("library/ngi nx&", 25, GO_ON);
            assertEquals(new HubResults(List.of(new HubResults.Hit("nginx", "Web", 19000, true, false),
                    new HubResults.Hit("ann/nginx", "", 3, false, true)), true), found);
            assertEquals("/v1/search?q=ngi+nx%26&n=25", hub.requests().get(0).getTarget());
        }
    }

    @Test
    void asksForMorePagesWhenOneIsNotEnough() {
        try (ScriptedRegistry hub = new ScriptedRegistry(request -> {
            String page = request.getUrl().queryParameter("page");
            int first = page == null ? 0 : (Integer.parseInt(page) - 1) * 100;
            return json("{\"num_pages\":3,\"results\":[" + IntStream.range(first, first + 100)
                    .mapToObj(i -> "{\"name\":\"r" + i + "\"}").collect(Collectors.joining(",")) + "]}");
        })) {
            HubResults found = client(hub).search("r", 150, GO_ON);
            assertEquals(150, found.hits().size());
            assertEquals("r149", found.hits().get(149).name());
            assertEquals(2, hub.requests().size());
            assertEquals(300, client(hub).search("r", 1000, GO_ON).hits().size());
        }
    }

    @Test
    void theVariableLeadsToAMirrorOfTheSearch() {
        try (ScriptedRegistry hub = new ScriptedRegistry(request -> json("{\"results\":[]}"))) {
            RegistryOptions options = Clients.options(Clients.environment(Path.of("/nonexistent"), "JIMG_HUB_URL",
                    hub.uri() + "/mirror/"));
            assertTrue(new RegistryClient(options).search("x", 5, GO_ON).complete());
            assertEquals("/mirror/v1/search?q=x&n=5", hub.requests().get(0).getTarget());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://hub.example", "not a url", "hub.example"})
    void aVariableThatIsNoUrlIsAnErrorOfTheSearch(String url) {
        RegistryClient client = new RegistryClient(Clients.options(
                Clients.environment(Path.of("/nonexistent"), "JIMG_HUB_URL", url)));
        RegistryException e = assertThrows(RegistryException.class, () -> client.search("x", 5, GO_ON));
        assertEquals("JIMG_HUB_URL is no http URL", e.why());
    }

    @Test
    void sendsNoCredentialsAndSaysWhenHubIsNotThere() {
        ScriptedRegistry hub = new ScriptedRegistry(request -> json("{\"results\":[]}"));
        RegistryClient client = client(hub);
        client.search("x", 5, GO_ON);
        assertEquals(List.of(), hub.sent("Authorization"));
        hub.close();
        RegistryException e = assertThrows(RegistryException.class, () -> client.search("x", 5, GO_ON));
        assertEquals(Kind.UNREACHABLE, e.kind());
        assertTrue(e.getMessage().startsWith("could not search Docker Hub: "), e.getMessage());
    }

    private static RegistryClient client(ScriptedRegistry hub) {
        return new RegistryClient(Clients.options(Clients.environment(Path.of("/nonexistent")))
                .withHub(hub.uri(), hub.uri()));
    }
}
