package dev.jimg.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.SearchRequest;
import dev.jimg.service.SearchResult;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Searching Docker Hub, for which a small server stands in. */
final class HubSearchTest {

    private static final String ANSWER = """
            {"num_pages": %d, "num_results": 3, "page": 1, "page_size": 25, "query": "nginx", "results": [
              {"name": "nginx", "description": "Official build of Nginx.", "star_count": 20000, "is_official": true},
              {"name": "bitnami/nginx", "description": "", "star_count": 190, "is_official": false},
              {"name": "some/nginx", "description": "x", "star_count": 1, "is_official": false, "is_automated": true}]}
            """;

    private final MockWebServer hub = new MockWebServer();
    private StorePlace place;
    private ImageService service;

    @BeforeEach
    void open() throws IOException {
        hub.start();
        place = StorePlace.withHub(hub.url("/").uri());
        service = place.open();
    }

    @AfterEach
    void close() {
        service.close();
        place.close();
        hub.close();
    }

    private SearchResult search(String term, Map<String, List<String>> filters, int pages) {
        hub.enqueue(new MockResponse.Builder().body(ANSWER.formatted(pages)).build());
        return service.search(new SearchRequest(term, 3, filters), Cancellation.none());
    }

    private static List<String> names(SearchResult result) {
        return result.hits().stream().map(SearchResult.Hit::name).toList();
    }

    @Test
    void keepsTheOrderAndAllThatTheHubTells() throws Exception {
        SearchResult found = search("nginx", Map.of(), 1);
        assertEquals("Docker Hub", found.source());
        assertEquals(List.of("nginx", "bitnami/nginx", "some/nginx"), names(found));
        assertEquals(new SearchResult.Hit("nginx", "Official build of Nginx.", 20000, true, false),
                found.hits().get(0));
        assertTrue(found.complete());
        assertEquals("/v1/search?q=nginx&n=3", hub.takeRequest().getTarget());
        assertFalse(search("nginx", Map.of(), 9).complete());
    }

    @Test
    void theHubsOwnNameIsNoPartOfTheTerm() throws Exception {
        search("docker.io/nginx", Map.of(), 1);
        assertEquals("/v1/search?q=nginx&n=3", hub.takeRequest().getTarget());
        search("bitnami/nginx", Map.of(), 1);
        assertEquals("/v1/search?q=bitnami%2Fnginx&n=3", hub.takeRequest().getTarget());
    }

    @Test
    void filters() {
        assertEquals(List.of("nginx", "bitnami/nginx"), names(search("nginx", Map.of("stars", List.of("100")), 1)));
        assertEquals(List.of("nginx"), names(search("nginx", Map.of("is-official", List.of("true")), 1)));
        assertEquals(List.of("some/nginx"), names(search("nginx", Map.of("is-automated", List.of("1")), 1)));
        assertEquals(List.of("bitnami/nginx", "some/nginx"),
                names(search("nginx", Map.of("is-official", List.of("false")), 1)));
    }

    @Test
    void refusesFiltersThatThereAreNot() {
        for (Map<String, List<String>> bad : List.of(Map.of("stars", List.of("many")),
                Map.of("is-official", List.of("perhaps")), Map.of("colour", List.of("red")))) {
            Failure failure = assertThrows(Failure.class, () -> search("nginx", bad, 1));
            assertEquals(Failure.Kind.INVALID, failure.kind());
        }
    }

    @Test
    void saysThatTheHubDoesNotAnswer() {
        hub.close();
        Failure failure = assertThrows(Failure.class,
                () -> service.search(SearchRequest.of("nginx"), Cancellation.none()));
        assertEquals(Failure.Kind.UNREACHABLE, failure.kind());
        assertTrue(failure.getMessage().startsWith("could not search Docker Hub: "), failure.getMessage());
    }
}
