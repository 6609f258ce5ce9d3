package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that ask a server, which answers as Docker Hub would, or as no registry should. */
class RemoteCommandsTest {

    private static final String HITS = "{\"num_pages\":1,\"num_results\":3,\"results\":["
            + "{\"name\":\"nginx\",\"description\":\"Official build of Nginx, which serves and proxies and more.\","
            + "\"star_count\":19000,\"is_official\":true,\"is_automated\":false},"
            + "{\"name\":\"bitnami/nginx\",\"description\":\"two\\nlines\\u001b[2J\",\"star_count\":180,"
            + "\"is_official\":false,\"is_automated\":true},"
            + "{\"name\":\"ann/nginx\",\"description\":\"\",\"star_count\":0,\"is_official\":false}]}";

    @TempDir
    Path directory;

    private final TestConsole console = TestConsole.pipe();
    private final MockWebServer server = new MockWebServer();
    private Backends backends;

    @BeforeEach
    void start() throws IOException {
        server.start(InetAddress.getByName("127.0.0.1"), 0);
        backends = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString(),
                "JIMG_HUB_URL", "http://127.0.0.1:" + server.getPort()), directory, directory), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void searchesDockerHub() throws InterruptedException {
        answer(HITS);
        assertEquals(0, console.run(backends, "search", "nginx"));
        assertEquals("""
                NAME            DESCRIPTION                                     STARS     OFFICIAL
                nginx           Official build of Nginx, which serves and pr…   19000     [OK]
                bitnami/nginx   two lines␛[2J                                   180      \s
                ann/nginx                                                       0        \s
                """, console.out());
        assertEquals("/v1/search?q=nginx&n=25", server.takeRequest().getTarget());
    }

    @Test
    void searchTakesDockersFilters() {
        answer(HITS);
        assertEquals(0, console.run(backends, "search", "-f", "is-official=true", "--no-trunc", "nginx"));
        assertEquals(2, console.out().lines().count());
        answer(HITS);
        assertEquals(0, console.run(backends, "search", "-f", "stars=100", "-f", "is-official=false", "nginx"));
        assertEquals(2, console.out().lines().count());
        for (String filter : new String[] {"stars=many", "is-official=perhaps", "colour=red"}) {
            assertEquals(1, console.run(backends, "search", "-f", filter, "nginx"), filter);
            assertTrue(console.err().startsWith("Error response from daemon: Invalid filter '"), filter);
        }
    }

    @Test
    void leavesOutTagsThatAreNone() {
        String[] tags = {"{\"tags\":[\"1\",\"\\u001b[2J\",\"../x\"]}", "{\"tags\":[\"\\u001b[2J\",\"../x\"]}"};
        answer("{}");
        answer(tags[0]);
        assertEquals(0, console.run(backends, "tags", repository()));
        assertEquals("1\n", console.out());
        answer("{}");
        answer(tags[1]);
        assertEquals(1, console.run(backends, "pull", "-a", repository()));
        assertEquals("could not pull " + repository() + ": it has no tags\n", console.err());
    }

    /** What failed, on what, why, and what to do next. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "403|could not list the tags of HOST/a/b: access denied by HOST (403): no|Log in with: jimg-tui login HOST",
        "404|could not list the tags of HOST/a/b: HOST does not have it (404): no|Check its spelling.",
        "501|could not list the tags of HOST/a/b: HOST answered 501: no|",
    })
    void saysWhatFailedOnWhatWhyAndWhatToDoNext(int status, String message, String advice) {
        answer("{}");
        server.enqueue(new MockResponse.Builder().code(status)
                .body("{\"errors\":[{\"code\":\"X\",\"message\":\"no\\u001b\\n\"}]}").build());
        assertEquals(1, console.run(backends, "tags", repository()));
        String host = "127.0.0.1:" + server.getPort();
        assertEquals((message + "\n" + (advice == null ? "" : advice + "\n")).replace("HOST", host),
                console.err());
        assertEquals("", console.out());
    }

    private String repository() {
        return "127.0.0.1:" + server.getPort() + "/a/b";
    }

    private void answer(String json) {
        server.enqueue(new MockResponse.Builder().setHeader("Content-Type", "application/json").body(json).build());
    }
}
