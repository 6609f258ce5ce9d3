package dev.jimg.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.cli.CommandLineFace;
import dev.jimg.cli.Console;
import dev.jimg.cli.Output;
import dev.jimg.cli.ShellWish;
import dev.jimg.cli.TestProcess;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.text.Messages;
import dev.jimg.transfer.Cancellation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shell as a pipe feeds it, on a store of its own; and what it completes there. */
class PipedShellTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private RealRegistry registry;
    private int opened;
    private int closed;

    @AfterEach
    void close() {
        if (registry != null) {
            registry.close();
        }
    }

    private ServiceOpener opener() {
        Backends backends = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory.resolve("home"), directory.resolve("root")), Clock.systemUTC());
        return new ServiceOpener() {
            @Override
            public ImageService open(BackendChoice choice) {
                opened++;
                return backends.open(choice);
            }

            @Override
            public void done(ImageService service) {
                closed++;
                service.close();
            }

            @Override
            public Places places() {
                return backends.places();
            }
        };
    }

    private Console console(InputStream in) {
        return new Console(new Output(out), new Output(err), in, () -> false, false, () -> false, () -> 80, () -> 24,
                Instant::now, System::nanoTime, () -> ZoneOffset.UTC, Optional::empty, name -> "",
                new TestProcess(directory, Map.of()));
    }

    private static CommandLineFace face(ServiceOpener opener, Console console, Cancellation cancellation) {
        return new CommandLineFace(opener, console, cancellation, () -> {
            throw new AssertionError("asked for the settings");
        });
    }

    private int feed(boolean stops, String... lines) {
        InputStream in = new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        ShellWish wish = new ShellWish(BackendChoice.AUTOMATIC, false, stops);
        return new ShellStart(opener(), PipedShellTest::face, wish, console(in), Cancellation.none(), (choice, typed) -> 7,
                Map.of("LC_ALL", "C.UTF-8")).run();
    }

    private String out() {
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    private String err() {
        String text = err.toString(StandardCharsets.UTF_8);
        err.reset();
        return text;
    }

    private String pushed() {
        registry = RealRegistry.open();
        return ImageFixture.layers(1).push(registry, "team/tool:1.0").reference();
    }

    @Test
    void oneBackendStaysOpenForAllLinesAndProgressIsPlain() {
        String name = pushed();
        assertEquals(0, feed(false, "pull " + name, "docker tag " + name + " \\", "  'mine:1'", "", "# a remark",
                "jimg-tui images --format '{{.Repository}} {{.Tag}}' mine"), this::err);
        String said = out();
        assertTrue(said.endsWith("\nmine 1\n"), said);
        assertTrue(said.contains("Pull complete\n"), said);
        assertFalse(said.contains("\u001b") || said.contains("\r"), said);
        assertEquals(1, opened);
        assertEquals(1, closed);
    }

    @Test
    void theStatusIsThatOfTheLastCommand() {
        assertEquals(0, feed(false, "history nothing", "images"));
        assertEquals(1, feed(false, "images", "history nothing"));
        assertEquals(125, feed(false, "images --nope"));
        assertEquals(2, feed(false, "images", "tag 'a"));
        assertEquals(3, feed(false, "exit 3", "images"));
        assertEquals(0, feed(false));
    }

    @Test
    void stopsAtTheFirstFailureIfAsked() {
        assertEquals(1, feed(true, "history nothing", "images"));
        assertEquals("", out());
        assertEquals(0, feed(true, "images"));
        assertTrue(out().startsWith("REPOSITORY"));
    }

    @Test
    void aQuestionIsAnsweredByTheNextLine() {
        String name = pushed();
        assertEquals(0, feed(false, "pull -q " + name, "image prune -a", "n", "images -q", "image prune --all", "y",
                "images -q"), this::err);
        String said = out();
        assertTrue(said.contains("[y/N] ") && said.contains("Total reclaimed space:"), said);
        assertEquals(1, said.lines().filter(line -> line.matches(".*\\b[0-9a-f]{12}")).count(), said);
    }

    @Test
    void mistakesAreNamedAndTheNextLineIsRead() {
        assertEquals(0, feed(false, "imags", "images | wc -l", "tag \"a b", "shell", "use nowhere", "exit soon", "info"));
        String said = err();
        for (String part : List.of("unknown command: jimg-tui imags", "Did you mean: images\n", "| means nothing here",
                "the quote \" is not closed", "this is one already", "nowhere", "not soon")) {
            assertTrue(said.contains(part), said);
        }
        assertTrue(out().contains("OCI image layout"));
    }

    @Test
    void goesElsewhereAndStaysWhereItWasIfNobodyIsThere() {
        Path other = directory.resolve("other");
        assertEquals(0, feed(false, "use", "use --host unix:///nowhere", "use", "context use --store " + other, "use",
                "--store " + directory.resolve("third") + " images"));
        String store = "On OCI image layout, " + directory.resolve("store") + "\n";
        String there = "On OCI image layout, " + other + "\n";
        assertEquals(store + store + there + there, out().replaceFirst("(?s)REPOSITORY.*", ""));
        assertEquals(opened, closed + 1, "one could not be opened");
    }

    @Test
    void theScreenAndHelpAreThere() {
        assertEquals(7, feed(false, "tui"));
        assertEquals(0, feed(false, "help", "help use", "help tag", "use --help", "images --help"));
        String said = out();
        assertTrue(said.contains("Of this shell:\n  context"), said);
        assertTrue(said.contains("Usage:  jimg-tui tag "), said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ima                  | image images",
        "e                    | exec exit",
        "docker histo         | history",
        "help pu              | pull push",
        "images --form        | --format",
        "images -f dang       | dangling=true",
        "images --format j    | json",
        "use --st             | --store",
        "use def              | default",
        "load -i sub          | sub/",
        "load -i sub/         | sub/a b.tar sub/deep/",
        "load --input=sub/a   | --input=sub/a b.tar",
        "load -i 'sub/a b'    | sub/a b.tar",
        "load -i sub/a\\ b    | sub/a b.tar",
        "--store sub/         | sub/deep/",
        "nonsense x           | "})
    void completes(String line, String expected) throws IOException {
        Files.createDirectories(directory.resolve("sub/deep"));
        Files.createFile(directory.resolve("sub/a b.tar"));
        Files.createFile(directory.resolve("sub/.hidden"));
        Completion completion = new Completion(opener(), PipedShellTest::face, console(InputStream.nullInputStream()),
                Messages.english(),
                directory);
        TypedLine typed = TypedLine.of(line, line.length());
        assertEquals(expected == null ? "" : expected,
                String.join(" ", completion.of(typed.words()).stream().map(Suggestion::word).toList()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "load -i sub/a | sub/a\\ b.tar  | 5",
        "load -i 'sub  | 'sub/a b.tar'  | 4",
        "load -i \"s   | \"sub/a b.tar\" | 2"})
    void whatIsCompletedIsQuotedAsTheWordBegan(String line, String written, int replaced) {
        TypedLine typed = TypedLine.of(line, line.length());
        assertEquals(written, typed.escape("sub/a b.tar", true).toString());
        assertEquals(replaced, typed.rawWordLength());
    }

    @Test
    void namesOfImagesCompleteFromTheOpenBackend() {
        String name = pushed();
        KeptBackend kept = new KeptBackend(opener(), BackendChoice.AUTOMATIC);
        Completion completion = new Completion(kept, PipedShellTest::face, console(InputStream.nullInputStream()), Messages.english(),
                directory);
        feed(false, "pull " + name);
        opened = 0;
        for (int i = 0; i < 3; i++) {
            assertEquals(List.of(name), completion.of(List.of("history", name.substring(0, 6))).stream()
                    .map(Suggestion::word).toList());
        }
        assertEquals(1, opened);
        kept.close();
    }
}
