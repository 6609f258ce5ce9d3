package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What docker and this program print of the same answer to a search. Docker Hub cannot be reached from a test: a small
 * server stands in for it, and docker's engine is sent there as to a registry of its own.
 */
@ExtendWith(RealDockerExtension.class)
class SearchSameAsDockerTest {

    private static final String ANSWER = """
            {"num_pages": 1, "num_results": 4, "page": 1, "page_size": 25, "query": "nginx", "results": [
              {"name": "nginx", "description": "Official build of Nginx.", "star_count": 20134, "is_official": true,
               "is_automated": false},
              {"name": "some/nginx-proxy", "description": "%s", "star_count": 190, "is_official": false,
               "is_automated": true},
              {"name": "openresty/nginx", "description": "\u7f51\u9875\u670d\u52a1\u5668, for Lua\\nand more",
               "star_count": 3, "is_official": false, "is_automated": false},
              {"name": "no/stars", "description": "", "star_count": 0, "is_official": false, "is_automated": false}]}
            """.formatted("a proxy that takes its whole configuration from labels ".repeat(3));

    private static HttpServer hub;

    @TempDir
    Path config;

    @BeforeAll
    static void standIn() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            byte[] body = (exchange.getRequestURI().getPath().endsWith("/search") ? ANSWER : "{}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        hub.start();
    }

    @AfterAll
    static void end() {
        hub.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "TERM",
        "--no-trunc TERM",
        "-f stars=100 TERM",
        "-f stars=0 TERM",
        "-f is-official=true TERM",
        "-f is-official=false -f stars=1 TERM",
        "-f is-automated=true TERM",
        "-f is-official=true -f is-official=true TERM",
        "-f stars=99999 TERM",
        "--format json TERM",
        "--format table TERM",
        "--format {{.Name}}:{{.StarCount}} TERM",
        "--format table\u00a0{{.Name}}\\t{{.IsOfficial}}\\t{{.IsAutomated}} TERM",
        "--format {{json\u00a0.}} TERM",
        "--format {{.Description}} --no-trunc TERM",
        "--format {{.Nope}} TERM",
        "--format {{ TERM",
        "-f nope=1 TERM",
        "-f stars=many TERM",
    })
    void printsTheSame(String line, RealDocker docker) {
        SideBySide both = new SideBySide(docker, config);
        String host = "127.0.0.1:" + hub.getAddress().getPort();
        Run.Result theirs = both.docker("", words(line, host + "/nginx"));
        Run.Result ours = both.jimg("", words(line, "nginx"), Map.of("JIMG_HUB_URL", "http://" + host));
        assertEquals(SideBySide.shown(theirs), SideBySide.shown(ours));
    }

    /** A no-break space stands for a space within a word. */
    private static List<String> words(String line, String term) {
        List<String> words = new ArrayList<>(List.of("search"));
        Arrays.stream(line.split(" ")).map(word -> word.equals("TERM") ? term : word.replace('\u00a0', ' '))
                .forEach(words::add);
        return words;
    }
}
