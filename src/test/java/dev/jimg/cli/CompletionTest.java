package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.testing.ImageFixture;
import dev.jimg.testing.RealRegistry;
import dev.jimg.testing.Run;
import dev.jimg.testing.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    @TempDir
    Path directory;

    private List<String> complete(String... words) {
        TestConsole console = TestConsole.pipe();
        List<String> line = new ArrayList<>(List.of(words));
        line.add(0, CompletionAnswer.COMMAND);
        Backends backends = new Backends(new Environment(Map.of("JIMG_STORE", directory.resolve("store").toString()),
                directory.resolve("home"), directory.resolve("root")), Clock.fixed(TestConsole.NOW, ZoneOffset.UTC));
        assertEquals(0, console.run(backends, line.toArray(String[]::new)));
        assertEquals("", console.err());
        return console.out().lines().map(text -> text.split("\t")[0]).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "ima|image images :words",
        "image r|rm :words",
        "history --no|--no-trunc :words",
        "history --nothing=|:words",
        "images --filter d|dangling=true :words",
        "images -f r|reference= :words",
        "images --format=j|--format=json :words",
        "pull --platform linux/ar|linux/arm64 linux/arm/v7 :words",
        "--store /nowhere ima|image images :words",
        "'--store '|:directories",
        "'history one '|:words",
        "nonsense a|:words",
        "'completion '|bash fish zsh :words",
    })
    void knowsWhatMayStandThere(String line, String expected) {
        assertEquals(List.of(expected.split(" ")), complete(line.split(" ", -1)));
    }

    @Test
    void namesOfImagesComplete() {
        try (RealRegistry registry = RealRegistry.open()) {
            String reference = ImageFixture.layers(2).push(registry, "team/tool:1.0").reference();
            String name = reference.substring(0, reference.lastIndexOf(':'));
            TestConsole.pipe().run(new Backends(new Environment(
                    Map.of("JIMG_STORE", directory.resolve("store").toString()), directory.resolve("home"),
                    directory.resolve("root")), Clock.systemUTC()), "pull", reference);
            assertEquals(List.of(name + ":1.0", ":words"), complete("history", name.substring(0, name.indexOf('/'))));
            assertEquals(List.of(name + ":1.0", ":words"), complete("image", "rm", "-f", name + ":"));
            assertEquals(List.of(":words"), complete("history", "other"));
        }
    }

    @Test
    void whatCannotBeOpenedCompletesToNothing() {
        assertEquals(List.of(":words"), complete("-H", "unix:///nowhere/sock", "history", ""));
    }

    @Test
    void bashTakesTheAnswerWithItsColons() throws IOException {
        Tools.require("bash");
        Path program = program("registry:5000/tool:1.0\tone\nregistry:5000/tool:2.0\n:words");
        assertEquals(List.of("1.0", "2.0"), bash(program, program + " history registry:5000/tool:"));
        assertEquals(List.of("history", "registry:5000/tool:"), asked());
    }

    @Test
    void bashLooksForFilesWhereFilesMayStand() throws IOException {
        Tools.require("bash");
        Path program = program(":files");
        Path file = Files.createFile(directory.resolve("archive.tar"));
        assertEquals(List.of(file.toString()), bash(program, program + " load -i " + directory.resolve("arch")));
    }

    @Test
    void bashAndZshReadTheirScripts() throws IOException {
        for (String shell : List.of("bash", "zsh")) {
            if (Tools.find(shell).isPresent()) {
                assertEquals("", Run.command(shell, "-n", script(shell).toString()).err());
            }
        }
        assertTrue(Files.readString(script("fish")).contains("complete -c jimg-tui"));
    }

    /** Stands for the program: notes what it was asked, and answers. */
    private Path program(String answer) throws IOException {
        Path program = Files.writeString(directory.resolve("jimg-tui"), "#!/bin/sh\nshift\nprintf '%s\\n' \"$@\" > "
                + directory.resolve("asked") + "\ncat <<'END'\n" + answer + "\nEND\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program;
    }

    private List<String> asked() throws IOException {
        return Files.readAllLines(directory.resolve("asked"));
    }

    private Path script(String shell) throws IOException {
        TestConsole console = TestConsole.pipe();
        assertEquals(0, console.run(choice -> {
            throw new AssertionError("no backend is needed");
        }, "completion", shell));
        return Files.writeString(directory.resolve("completion." + shell), console.out());
    }

    private List<String> bash(Path program, String line) throws IOException {
        return Run.command("bash", "-c", "compopt() { :; }; source " + script("bash") + "; COMP_LINE=$1 "
                + "COMP_POINT=${#1}; _jimg_tui; printf '%s\\n' \"${COMPREPLY[@]}\"", "bash", line).out().lines().toList();
    }
}
