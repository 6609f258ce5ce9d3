package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.ServiceOpener;
import dev.jimg.testing.Canary;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.LayerFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.text.CellWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command, watched at a terminal, while all that it is answered, and once what it is asked, holds
 * {@link Canary#TEXT}. A command that is new
 * has no line here, and fails.
 */
class TerminalCanaryTest {

    /** Command, what is typed behind it; {@code @name} is a file. In an order in which each has something to do. */
    private static final String[][] LINES = {
        {"pull", "HOST/team/web:2", "-a HOST/team/web"}, {"image pull", "HOST/team/web:1"},
        {"images", "", "-a --digests --no-trunc", "-q"}, {"image ls", ""},
        {"history", "WEB", "--no-trunc WEB", "-q WEB"}, {"image history", "WEB"},
        {"inspect", "WEB", "nothing", "--format {{json_.Config}} WEB", "--format {{.Config.Labels}}{{.Author}} WEB"},
        {"image inspect", "WEB"}, {"image diff", "WEB HOST/team/web:2", "--files WEB HOST/team/web:2"},
        {"tag", "WEB mine:1", "WEB HOST/team/new:1"}, {"image tag", "WEB mine:2"},
        {"push", "HOST/team/new:1"}, {"image push", "HOST/team/new:1"},
        {"copy", "WEB registry://HOST/team/other:1", "WEB registry://127.0.0.1:1/x"},
        {"login", "-u me -p secret HOST"}, {"logout", "HOST"},
        {"search", "HOST/team"}, {"tags", "HOST/team/web", "--details HOST/team/web"},
        {"outdated", ""}, {"transfers", "", "cancel aa"},
        {"save", "-o @saved.tar WEB"}, {"image save", "-o @saved2.tar WEB nothing:1"},
        {"load", "-i @saved.tar"}, {"image load", "-i @saved.tar", "-i @none"},
        {"import", "@saved.tar imported:1"}, {"image import", "@none"},
        {"build", "-t built:1 @context", "--no-cache -f @broken @context"}, {"image build", "-q @context"},
        {"builder build", "--no-cache @context"}, {"verify", "", "--repair"},
        {"run", "--name one --network none BOX true", "-d --name two --network none BOX sleep 1000"},
        {"container run", "--rm --network none BOX nothing"},
        {"ps", "-a", "-a --no-trunc -s"}, {"container ls", "-a"}, {"container inspect", "one", "nothing"},
        {"exec", "two true", "one true"}, {"container exec", "two nothing"}, {"logs", "one"}, {"container logs", "nothing"},
        {"start", "one", "-a one"}, {"container start", "nothing"}, {"kill", "two"}, {"container kill", "two"},
        {"stop", "one"}, {"container stop", "nothing"}, {"commit", "one committed:1"}, {"container commit", "nothing"},
        {"rm", "-f one"}, {"container rm", "-f two nothing"},
        {"image keep", "--dry-run HOST/team/web", "-f --keep 1 HOST/team/web"},
        {"info", ""}, {"system info", ""}, {"system df", "", "-v"},
        {"rmi", "mine:1"}, {"image rm", "-f mine:2 nothing"},
        {"image prune", "-f", "-a -f"}, {"builder prune", "-f"},
    };

    /** What prints no text from outside: the program's own script, its own settings, the program within the program. */
    private static final Set<String> OWN_TEXT = Set.of("completion", "config check", "config init", "config path",
            "config show", "shell");

    private static final List<String> FORMATS = List.of("json", "{{json_.}}", "{{.}}");

    private enum Hostility { IMAGES, ANSWERS, REFUSALS }

    @TempDir
    Path directory;

    private final TestConsole console = TestConsole.terminal(100, 30);
    private final TestConsole pipe = TestConsole.pipe();
    private final List<String> broken = new ArrayList<>();
    private RealRegistry registry;
    private Backends backends;
    private int runs;

    @BeforeEach
    void start() throws IOException {
        registry = RealRegistry.open();
        backends = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString(), "DOCKER_CONFIG",
                directory.resolve("docker").toString()), directory.resolve("home"), directory.resolve("root")),
                Clock.fixed(TestConsole.NOW, ZoneOffset.UTC));
        for (int tag = 1; tag <= 2; tag++) {
            int number = tag;
            ImageFixture.builder().label("a" + Canary.TEXT, "b" + Canary.TEXT).annotation("c", Canary.TEXT)
                    .layer("COPY " + Canary.TEXT, LayerFixture.gzip(tar -> tar.file("etc/" + Canary.TEXT, "x" + number)
                            .symlink("srv/link", Canary.TEXT + number)))
                    .emptyLayer("CMD " + Canary.TEXT).build().push(registry, "team/web:" + tag);
        }
        ImageFixture.busyboxBuilder().label("x", Canary.TEXT).build().push(registry, "team/box:1");
        Path context = Files.createDirectories(directory.resolve("context"));
        Files.writeString(context.resolve("x"), "x");
        Files.writeString(context.resolve("Dockerfile"), "FROM " + named("BOX") + "\nLABEL a=\"" + Canary.TEXT
                + "\"\nRUN printf 'a\\033]0;t\\007\\302\\233\\rR\\342\\200\\256\\n' | tee /dev/stderr\nCOPY x /x"
                + Canary.TEXT + "\n");
        Files.writeString(directory.resolve("broken"), "FROM scratch\nNONSENSE" + Canary.TEXT + " x\n");
        for (String name : List.of("WEB", "BOX")) {
            assertEquals(0, console.run(backends, "pull", "-q", named(name)), console.err());
        }
        console.out();
    }

    @AfterEach
    void stop() {
        console.run(backends, "rm", "-f", "one", "two");
        registry.close();
    }

    @ParameterizedTest
    @EnumSource
    void noneOfItReachesTheTerminal(Hostility hostility) {
        ServiceOpener opener = hostility == Hostility.IMAGES ? backends
                : new HostileAnswers(backends, hostility == Hostility.REFUSALS);
        for (String[] line : LINES) {
            boolean formats = Commands.make(line[0]).usage().flags().stream().anyMatch(flag -> flag.name().equals("format"));
            run(opener, line[0], Canary.TEXT);
            run(opener, line[0], Canary.TEXT + " " + Canary.TEXT);
            for (int i = 1; i < line.length; i++) {
                run(opener, line[0], line[i]);
                for (String format : formats && !line[i].contains("-q") && !line[i].contains("--format") ? FORMATS
                        : List.<String>of()) {
                    run(opener, line[0], "--format " + format + " " + line[i]);
                }
                if (formats && hostility == Hostility.ANSWERS) {
                    run(pipe, opener, line[0], line[i]);
                }
            }
        }
        assertEquals(List.of(), broken, () -> String.join("\n", broken));
        System.out.println("terminal: " + hostility + ": " + runs + " cases, " + (runs - broken.size()) + " held");
        assertTrue(runs > 3 * LINES.length, runs + " runs");
    }

    @Test
    void noCommandIsLeftOut() {
        Set<String> all = new TreeSet<>();
        Stream.concat(Stream.of(Commands.ROOT), Commands.GROUPS.stream())
                .forEach(group -> group.entries().forEach(entry -> all.add(group.prefix() + entry.name())));
        Set<String> told = new TreeSet<>(OWN_TEXT);
        Stream.of(LINES).forEach(line -> told.add(line[0]));
        assertEquals(all, told);
    }

    private void run(ServiceOpener opener, String command, String arguments) {
        run(console, opener, command, arguments);
    }

    private void run(TestConsole shown, ServiceOpener opener, String command, String arguments) {
        String line = (command + " " + arguments).strip();
        String[] words = Stream.of(line.split(" +")).map(this::named).toArray(String[]::new);
        int status = shown.run(opener, words);
        String out = shown.out();
        String err = shown.err();
        runs++;
        for (String written : List.of(out, err)) {
            String foreign = Canary.foreign(written);
            if (!foreign.isEmpty()) {
                broken.add(line + " (" + status + "): " + foreign);
            }
        }
        if (out.matches("(?s)[A-Z]+( [A-Z]+)* {3,}[A-Z].*")) {
            misplaced(line, out.lines().toList());
        }
    }

    /** Where a heading begins, a column begins: three blanks before it, counted in cells. */
    private void misplaced(String line, List<String> table) {
        String heading = table.get(0);
        for (int at = 3; at < heading.length(); at++) {
            if (heading.charAt(at) == ' ' || !heading.startsWith("   ", at - 3)) {
                continue;
            }
            int end = at;
            for (String row : table.subList(1, table.size())) {
                String cells = cells(row);
                if (!row.isEmpty() && cells.length() > end && !cells.startsWith("   ", end - 3)) {
                    broken.add(line + ": a column is not below «" + heading.substring(at) + "»: " + row);
                }
            }
        }
    }

    /** One letter a cell. */
    private static String cells(String row) {
        StringBuilder cells = new StringBuilder();
        row.codePoints().forEach(codePoint -> cells.append((codePoint == ' ' ? " " : "x")
                .repeat(codePoint == 0x200d ? 0 : CellWidth.of(codePoint))));
        return cells.toString();
    }

    private String named(String word) {
        return word.startsWith("@") ? directory.resolve(word.substring(1)).toString()
                : word.replace("WEB", registry.hostPort() + "/team/web:1").replace("BOX", registry.hostPort() + "/team/box:1")
                        .replace("HOST", registry.hostPort()).replace("{{json_.", "{{json .");
    }
}
