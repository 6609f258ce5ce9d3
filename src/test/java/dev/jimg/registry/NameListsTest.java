package dev.jimg.registry;

import static dev.jimg.registry.ScriptedRegistry.json;
import static dev.jimg.registry.ScriptedRegistry.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.Test;

class NameListsTest {

    private static final Cancellation GO_ON = Cancellation.none();
    private final RegistryClient client = Clients.anonymous();

    @Test
    void followsThePagesToTheirEnd() {
        try (ScriptedRegistry registry = new ScriptedRegistry(NameListsTest::threePages)) {
            assertEquals(new NameList(List.of("a1", "a2", "b1", "b2", "c1"), true),
                    client.tags(registry.reference("x/y"), 0, GO_ON));
        }
    }

    @Test
    void stopsAtTheLimitAndSaysThatThereIsMore() {
        try (ScriptedRegistry registry = new ScriptedRegistry(NameListsTest::threePages)) {
            assertEquals(new NameList(List.of("a1", "a2", "b1"), false),
                    client.tags(registry.reference("x/y"), 3, GO_ON));
            assertEquals(new NameList(List.of("a1", "a2"), false), client.tags(registry.reference("x/y"), 2, GO_ON));
            assertTrue(client.tags(registry.reference("x/y"), 5, GO_ON).complete());
        }
    }

    @Test
    void filtersTheCatalogueWhileItReads() {
        try (ScriptedRegistry registry = new ScriptedRegistry(NameListsTest::threePages)) {
            assertEquals(new NameList(List.of("a1", "b1", "c1"), true),
                    client.catalog(registry.domain(), "1", 0, GO_ON));
            assertEquals(new NameList(List.of("a2"), false), client.catalog(registry.domain(), "2", 1, GO_ON));
        }
    }

    @Test
    void cutsAListThatWouldFillTheMemory() {
        String page = IntStream.range(0, 100_000).mapToObj(i -> "\"t" + i + "\"")
                .collect(Collectors.joining(",", "{\"tags\":[", "]}"));
        AtomicInteger pages = new AtomicInteger();
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> json(page,
                "Link: </v2/x/y/tags/list?last=" + pages.incrementAndGet() + ">; rel=\"next\""))) {
            NameList list = client.tags(registry.reference("x/y"), 0, GO_ON);
            assertEquals(500_000, list.names().size());
            assertFalse(list.complete());
        }
    }

    @Test
    void endsOnAListThatLeadsBackToItself() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> json("{\"tags\":[\"t\"]}",
                "Link: </v2/x/y/tags/list?last=t&n=1000>; rel=\"next\""))) {
            NameList list = client.tags(registry.reference("x/y"), 0, GO_ON);
            assertEquals(new NameList(List.of("t", "t"), false), list);
        }
    }

    @Test
    void doesNotFollowALinkToAnotherHost() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> json("{\"tags\":[\"t\"]}",
                "Link: <http://localhost:1/v2/x/y/tags/list?last=t>; rel=\"next\""))) {
            RegistryException e = assertThrows(RegistryException.class,
                    () -> client.tags(registry.reference("x/y"), 0, GO_ON));
            assertTrue(e.why().contains("another host (localhost)"), e.why());
        }
    }

    @Test
    void leavesOutWhatIsNoName() {
        String names = "[\"ok\",\"../x\",\"\\u001b[2J\",\"\",7,\"a b\",\"ok2\"]";
        try (ScriptedRegistry registry = new ScriptedRegistry(
                request -> json("{\"tags\":" + names + ",\"repositories\":" + names + "}"))) {
            NameList named = new NameList(List.of("ok", "ok2"), true);
            assertEquals(named, client.tags(registry.reference("x/y"), 0, GO_ON));
            assertEquals(named, client.catalog(registry.domain(), "", 0, GO_ON));
        }
    }

    @Test
    void readsNullAsNoTags() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> json("{\"name\":\"x\",\"tags\":null}"))) {
            assertEquals(new NameList(List.of(), true), client.tags(registry.reference("x/y"), 0, GO_ON));
        }
    }

    @Test
    void saysWhenSomethingElseListensThere() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> json("<html>hello</html>"))) {
            RegistryException e = assertThrows(RegistryException.class,
                    () -> client.catalog(registry.domain(), "", 0, GO_ON));
            assertEquals(Kind.REMOTE, e.kind());
            assertEquals("the answer is not JSON", e.why());
        }
    }

    @Test
    void refusesAPageWithoutEnd() {
        try (ScriptedRegistry registry = new ScriptedRegistry(request -> new MockResponse.Builder()
                .chunkedBody(new Buffer().write(new byte[17 * 1024 * 1024]), 1_000_000).build())) {
            assertThrows(RegistryException.class, () -> client.catalog(registry.domain(), "", 0, GO_ON));
        }
    }

    @Test
    void dockerHubHasNoCatalogue() {
        assertEquals(Kind.UNSUPPORTED, assertThrows(RegistryException.class,
                () -> client.catalog("docker.io", "", 0, GO_ON)).kind());
    }

    private static MockResponse threePages(RecordedRequest request) {
        String field = request.getTarget().contains("_catalog") ? "repositories" : "tags";
        String last = request.getUrl().queryParameter("last");
        String path = request.getUrl().encodedPath();
        if (last == null) {
            return page(field, "\"a1\",\"a2\"", "<" + path + "?last=a2&n=2>; rel=\"next\"");
        }
        return switch (last) {
            case "a2" -> page(field, "\"b1\",\"b2\"", "<http://" + request.getHeaders().get("Host") + path
                    + "?last=b2&n=2>;rel=next, <x>; rel=\"other\"");
            case "b2" -> json("{\"" + field + "\":[\"c1\"]}");
            default -> status(400);
        };
    }

    private static MockResponse page(String field, String names, String link) {
        return json("{\"" + field + "\":[" + names + "]}", "Link: " + link);
    }
}
