package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.Fixture;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealDocker;
import dev.jimg.testing.RealDockerExtension;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same commands on the embedded store and on a real docker engine, against one real registry. */
@ExtendWith(RealDockerExtension.class)
class StoreCommandsTest {

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
    }

    @AfterEach
    void stop(RealDocker docker) {
        docker.clear();
        registry.close();
    }

    /** What the command prints; it must succeed and say nothing else. */
    private String jimg(String... words) {
        int status = console.run(backends, words);
        assertEquals("", console.err(), String.join(" ", words));
        assertEquals(0, status);
        return console.out();
    }

    /**
     * What the lines say, whatever their order: that is chance in both. Docker reports a layer that waits for one of its
     * three downloads, and leaves out a step that the next one has overtaken.
     */
    private static List<String> steps(String lines) {
        return lines.lines().filter(line -> !line.endsWith(": Waiting") && !line.endsWith(": Verifying Checksum")
                && !line.endsWith(": Download complete")).sorted().toList();
    }

    @Test
    void anImageWithoutATimeHasNone() {
        jimg("pull", "-q", ImageFixture.builder().created(null).layer("COPY a", LayerFixture.gzip(tar -> tar.file("a", "a")))
                .build().push(registry, "team/timeless:1").reference());
        assertEquals(0, console.run(backends, "images"));
        assertTrue(console.out().contains(" N/A "), console.out());
    }

    @Test
    void warnsWhereTheListMayLackImages() throws IOException {
        jimg("pull", "-q", ImageFixture.layers(1).push(registry, "team/tool:1").reference());
        Path index = directory.resolve("store/index.json");
        Files.writeString(index, Files.readString(index).substring(1));
        assertEquals(0, console.run(backends, "images"));
        assertTrue(console.err().startsWith("WARNING: index.json is damaged"), console.err());
    }

    @Test
    void pullsWithDockersLines(RealDocker docker) {
        Fixture.Pushed pushed = ImageFixture.layers(5).push(registry, "team/tool:1");
        String ours = jimg("pull", pushed.reference());
        assertEquals(steps(docker.docker("pull", pushed.reference()).out()), steps(ours));
        String[] lines = ours.split("\n");
        assertEquals("1: Pulling from team/tool", lines[0]);
        assertEquals(docker.docker("pull", pushed.reference()).out(), jimg("pull", pushed.reference()));
        String second = registry.hostPort() + "/team/tool:other";
        ImageFixture.layers(6).push(registry, "team/tool:other");
        assertEquals(steps(docker.docker("pull", second).out()), steps(jimg("pull", second)));
        assertEquals(pushed.reference() + "\n", jimg("pull", "-q", pushed.reference()));
    }

    /** Docker then names no layers, though the tag is new. */
    @Test
    void pullsAnotherTagOfAnImageThatIsHere(RealDocker docker) {
        String first = ImageFixture.layers(3).push(registry, "team/tool:1").reference();
        String again = ImageFixture.layers(3).push(registry, "team/tool:again").reference();
        jimg("pull", "-q", first);
        docker.docker("pull", "-q", first);
        assertEquals(docker.docker("pull", again).out(), jimg("pull", again));
        assertEquals(docker.docker("images").out(), jimg("images"));
        String[] missing = {"inspect", "nope", first, "nope:2", again};
        assertEquals(docker.command(missing).attempt().exit(), console.run(backends, missing));
        assertEquals(2, console.out().lines().filter(line -> line.startsWith("        \"Id\": ")).count());
        assertEquals(2, console.err().lines().filter(line -> line.contains("nope")).count());
    }

    @Test
    void saysWhichTagItTakes(RealDocker docker) {
        String name = registry.hostPort() + "/team/tool";
        ImageFixture.layers(1).push(registry, "team/tool:latest");
        assertEquals(steps(docker.docker("pull", name).out()), steps(jimg("pull", name)));
        ImageFixture.layers(2).push(registry, "team/tool:2");
        String all = jimg("pull", "-a", name);
        assertEquals(steps(docker.docker("pull", "-a", name).out()), steps(all));
        assertTrue(all.endsWith("\nStatus: Downloaded newer image for " + name + "\n" + name + "\n"), all);
    }

    @Test
    void pullsByDigest(RealDocker docker) {
        Fixture.Pushed pushed = ImageFixture.layers(2).push(registry, "team/tool:1");
        String byDigest = registry.hostPort() + "/team/tool@" + pushed.manifestDigest();
        assertEquals(steps(docker.docker("pull", byDigest).out()), steps(jimg("pull", byDigest)));
        assertEquals(docker.docker("images", "--digests", "--no-trunc").out(), jimg("images", "--digests", "--no-trunc"));
    }

    @Test
    void listsWhatDockerLists(RealDocker docker) {
        Fixture.Pushed pushed = ImageFixture.layers(7).push(registry, "team/tool:1");
        jimg("pull", pushed.reference());
        docker.docker("pull", pushed.reference());
        for (List<String> options : List.of(List.<String>of(), List.of("-q"), List.of("--no-trunc"), List.of("--digests"),
                List.of("--format", "json"), List.of("nothing"), List.of(pushed.reference()),
                List.of("-f", "dangling=true"), List.of("-a", "--digests", "--no-trunc"),
                List.of("-qf", "dangling=false"), List.of("-f", "dangling=false", pushed.reference()),
                List.of("-f", "reference=*"), List.of("-f", "reference=*/team/*"), List.of("-f", "reference=*/*/tool:1"),
                List.of("-f", "reference=no", "-f", "reference=*/*/t*"), List.of("-f", "label=no"),
                List.of("-f", "reference=*/*/t*", "-f", "label=no"), List.of("--filter=before=" + pushed.reference()),
                List.of("-f", "since=" + pushed.configDigest().substring(7, 19)))) {
            assertEquals(docker(docker, "images", options), jimg("images", options), options.toString());
            assertEquals(docker(docker, "image", "ls", options), jimg("image", "ls", options), options.toString());
        }
        for (List<String> options : List.of(List.<String>of(), List.of("-q"), List.of("--no-trunc"), List.of("-H=false"),
                List.of("--format", "json"), List.of("--human=false", "--no-trunc", "--format", "json"))) {
            List<String> words = new ArrayList<>(options);
            words.add(pushed.reference());
            assertEquals(docker(docker, "history", words), jimg("history", words), options.toString());
        }
    }

    @Test
    void tagsAndRemovesAsDockerDoes(RealDocker docker) {
        Fixture.Pushed pushed = ImageFixture.layers(1).push(registry, "team/tool:1");
        for (String[] words : new String[][] {{"pull", "-q", pushed.reference()}, {"tag", pushed.reference(), "a"},
            {"image", "tag", "a:latest", "b:2"}, {"images", "b"}, {"rmi", "a", "b:2"}}) {
            assertEquals(docker.docker(words).out(), jimg(words), String.join(" ", words));
        }
        assertEquals("", jimg("images", "-q", "a"));
        String[] last = {"rmi", "nope", pushed.reference(), "nope:2"};
        Run.Result theirs = docker.command(last).attempt();
        assertEquals(theirs.exit(), console.run(backends, last));
        assertEquals(theirs.out().lines().limit(3).toList(), console.out().lines().limit(3).toList());
        assertEquals(2, console.err().lines().filter(line -> line.contains("nope")).count());
    }

    @Test
    void refusesBadFilterValuesAlsoWhereThereIsNoImage() {
        for (String filter : List.of("dangling=maybe", "before=nope", "since=nope", "reference=[", "until=soon",
                "foo=bar")) {
            String[] words = {"images", "-f", filter};
            assertEquals(1, console.run(backends, words), filter);
            assertTrue(console.err().startsWith("could not list images"), filter);
            assertEquals("", console.out(), filter);
        }
    }

    @Test
    void inspectsWhatItFindsAndNamesTheRest() {
        Fixture.Pushed pushed = ImageFixture.layers(2).push(registry, "team/tool:1");
        jimg("pull", "-q", pushed.reference());
        assertEquals(1, console.run(backends, "inspect", "nope", pushed.configDigest().substring(7, 19)));
        String found = console.out();
        assertTrue(found.startsWith("[\n    {\n        \"Id\": \"" + pushed.configDigest() + "\",\n"), found);
        assertTrue(found.endsWith("\n    }\n]\n"), found);
        assertTrue(console.err().contains("nope"));
        assertTrue(jimg("image", "inspect", "-f", "json", pushed.reference()).startsWith("[{\"Id\":\""));
        assertEquals(1, console.run(backends, "image", "inspect", "nope"));
        assertEquals("[]\n", console.out());
    }

    @Test
    void asksARegistry() {
        ImageFixture.layers(1).push(registry, "team/tool:1");
        ImageFixture.layers(1).push(registry, "team/tool:2");
        assertEquals(List.of("1", "2"), jimg("tags", registry.hostPort() + "/team/tool").lines().sorted().toList());
        assertEquals(1, jimg("tags", "--limit", "1", registry.hostPort() + "/team/tool").lines().count());
        String found = jimg("search", registry.hostPort() + "/oo");
        assertTrue(found.contains("\n" + registry.hostPort() + "/team/tool "), found);
    }

    @Test
    void saysWhereItWorks(RealDocker docker) {
        String info = jimg("info");
        assertTrue(info.matches("(?s).*Backend: +embedded store\n.*"), info);
        assertTrue(info.matches("(?s).*Location: +" + Pattern.quote(directory.resolve("store").toString()) + "\n.*"), info);
        assertTrue(info.matches("(?s).*Chosen because: +JIMG_STORE is set\n.*"), info);
        assertTrue(info.matches("(?s).*Free on the disk: +[0-9.]+[MGT]B\n.*"), info);
        String engine = jimg("-H", docker.host(), "info");
        String driver = docker.docker("info", "--format", "{{.Driver}}").out().strip();
        assertTrue(engine.matches("(?s).*Storage driver: +" + driver + " on .*"), engine);
        assertTrue(engine.contains("kernel " + docker.docker("info", "--format", "{{.KernelVersion}}").out().strip()),
                engine);
    }

    @Test
    void nothingFromOutsideDrivesTheTerminal(RealDocker docker) {
        ImageFixture awkward = ImageFixture.busyboxBuilder().emptyLayer(ImageFixture.AWKWARD)
                .label("l\u001b[31m", "\u009b2J\u202e").build();
        Fixture.Pushed pushed = awkward.push(registry, "team/awkward:1");
        String all = jimg("pull", pushed.reference()) + jimg("history", "--no-trunc", pushed.reference())
                + jimg("inspect", pushed.reference()) + jimg("history", "--format=json", pushed.reference());
        assertEquals(List.of(), all.codePoints().filter(c -> c != '\n' && SafeText.isHarmful(c)).boxed()
                .toList());
    }

    private String jimg(String command, List<String> options) {
        return jimg(join(options, command));
    }

    private String jimg(String group, String command, List<String> options) {
        return jimg(join(options, group, command));
    }

    private static String docker(RealDocker docker, String command, List<String> options) {
        return docker.docker(join(spelledForOldDockers(options), command)).out();
    }

    private static String docker(RealDocker docker, String group, String command, List<String> options) {
        return docker.docker(join(spelledForOldDockers(options), group, command)).out();
    }

    /** Clients before 23 know no {@code --format json}; this template is what it stands for. */
    private static List<String> spelledForOldDockers(List<String> options) {
        return options.stream().map(option -> option.equals("json") ? "{{json .}}" : option).toList();
    }

    private static String[] join(List<String> options, String... command) {
        return Stream.concat(Stream.of(command), options.stream())
                .toArray(String[]::new);
    }

    @Test
    void tellsOfEachTagWhatItStandsFor() {
        String digest = ImageFixture.layers(2).push(registry, "team/long:1").manifestDigest();
        ImageFixture.multiPlatform("linux/amd64", "linux/arm64").push(registry, "team/long:2");
        String table = jimg("tags", "--long", registry.hostPort() + "/team/long");
        assertTrue(table.matches("(?s)TAG +DIGEST +PLATFORMS +SIZE +CREATED\n.*"), table);
        // The header last: digits come before letters.
        String[] lines = table.lines().sorted().toArray(String[]::new);
        assertTrue(lines[0].matches("1 +" + digest + " +linux/amd64 +[0-9.]+[kMG]?B +[0-9]+ years ago"), lines[0]);
        assertTrue(lines[1].startsWith("2 ") && lines[1].contains(" linux/amd64,linux/arm64 "), lines[1]);
    }
}
