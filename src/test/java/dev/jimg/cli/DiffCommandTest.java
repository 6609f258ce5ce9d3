package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code image diff} on the embedded store and a real registry. */
class DiffCommandTest {

    @TempDir
    Path directory;

    private final TestConsole console = TestConsole.pipe();
    private RealRegistry registry;
    private Backends backends;

    @BeforeEach
    void start() {
        registry = RealRegistry.open();
        backends = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory.resolve("home"), directory.resolve("root")),
                Clock.fixed(TestConsole.NOW, ZoneOffset.UTC));
        image("one", 2000).push(registry, "team/web:1");
        image("two", 5000).push(registry, "team/web:2");
        jimg("pull", "-q", name(1));
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    private static ImageFixture image(String version, int size) {
        return ImageFixture.builder().label("version", version).label("kept", "\u001b[31m")
                .layer("COPY base /", LayerFixture.gzip(tar -> tar.file("etc/base", "the same")))
                .layer("RUN make " + version, LayerFixture.gzip(tar -> tar.file("srv/name", version)
                        .file("srv/größe", "x".repeat(size)).file("srv/only-" + version, version))).build();
    }

    private String name(int tag) {
        return registry.hostPort() + "/team/web:" + tag;
    }

    private String jimg(String... words) {
        int status = console.run(backends, words);
        assertEquals("", console.err(), String.join(" ", words));
        assertEquals(0, status);
        return console.out();
    }

    /** Without what lines up the columns. */
    private List<String> lines(String... words) {
        return jimg(words).lines().map(line -> line.stripTrailing().replaceAll(" {3,}", "  ")).toList();
    }

    @Test
    void printsWhatDiffersOfAnImageHereAndOneInItsRegistry() {
        List<String> lines = lines("image", "diff", name(1), "docker://" + name(2));
        assertTrue(lines.get(0).startsWith("- " + name(1) + " sha256:"), lines.get(0));
        assertTrue(lines.get(1).startsWith("+ docker://" + name(2) + " sha256:"), lines.get(1));
        assertEquals(List.of("", "Config:", "  - Labels version  one", "  + Labels version  two"), lines.subList(2, 6));
        assertTrue(lines.get(6).startsWith("Layers: 1 shared ("), lines.get(6));
        assertTrue(lines.get(7).matches("  - [\\d.]+k?B  RUN make one"), lines.get(7));
        assertTrue(lines.get(8).matches("  \\+ [\\d.]+k?B  RUN make two"), lines.get(8));
        assertEquals(9, lines.size());
    }

    @Test
    void printsTheFilesWhenAskedTo() {
        List<String> lines = lines("image", "diff", "--files", name(1), "docker://" + name(2));
        assertEquals(List.of("Files: +1 -1 ~2, +3kB", "  ~ +3kB  /srv/größe (content)", "  ~ 0B  /srv/name (content)",
                "  - -3B  /srv/only-one", "  + +3B  /srv/only-two"), lines.subList(9, lines.size()));
    }

    @Test
    void printsRowsByATemplateAndAsJson() {
        String left = name(1);
        String right = "docker://" + name(2);
        assertEquals("config ~ Labels version one two\nfile - /srv/only-one 3 <nil>\n", jimg("image", "diff", "--files", "--format",
                "{{if or (eq .Kind \"config\") (eq .Name \"/srv/only-one\")}}{{.Kind}} {{.Status}} {{.Name}} {{.Left}} {{.Right}}"
                        + "{{end}}", left, right).replaceAll("(?m)^\\n", ""));
        String json = jimg("image", "diff", "--format", "json", left, right);
        assertTrue(json.startsWith("{\"Kind\":\"config\",\"Left\":\"one\",\"Name\":\"Labels version\",\"Right\":\"two\",\"Size\":\"\","
                + "\"Status\":\"~\"}\n"), json);
    }

    @Test
    void saysWhereNothingDiffers() {
        List<String> lines = lines("image", "diff", "--files", name(1), "docker://" + name(1));
        assertEquals("Config: nothing differs", lines.get(3));
        assertTrue(lines.get(4).endsWith(", nothing differs"), lines.get(4));
        assertEquals("Files: nothing differs", lines.get(5));
    }

    @Test
    void refusesWhatIsNoImage() {
        assertEquals(1, console.run(backends, "image", "diff", name(1), "docker://A b"));
        assertTrue(console.err().startsWith("could not compare docker://A b: "), console.err());
        assertEquals(1, console.run(backends, "image", "diff", name(1), name(3)));
        assertTrue(console.err().contains(name(3)), console.err());
    }
}
