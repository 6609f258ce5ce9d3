package dev.jimg.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.testing.Run;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of COPY and ADD that BuildKit added. */
class CopyFlagsTest {

    private static final String ABC = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    Path directory;

    private BuildFixture fixture;

    @BeforeEach
    void prepare() throws Exception {
        fixture = new BuildFixture(directory).file("x/y/a.txt", "a").file("x/y/b.md", "b").file("x/c.txt", "c")
                .file("src/a.txt", "1").file("src/x/b.txt", "2").file("src/x/y/c.txt", "3").file("src/n/o.md", "4")
                .file("home.txt", "h").file("homer", "r");
        Files.setPosixFilePermissions(fixture.context.resolve("x/y"), PosixFilePermissions.fromString("rwxr-x---"));
        fixture.remote((url, cancellation) -> new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> copied(String instruction) throws Exception {
        List<List<String>> layers = fixture.layers(fixture.build("FROM scratch\n" + instruction + "\n"));
        return layers.get(layers.size() - 1).stream().map(line -> line.replaceFirst(" 0:0", "")).toList();
    }

    private String refusal(String instruction) {
        return assertThrows(BuildException.class, () -> fixture.build("FROM scratch\n" + instruction + "\n")).why();
    }

    @Test
    void keepsTheDirectoriesThatASourceIsIn() throws Exception {
        assertEquals(List.of("755 p/", "755 p/x/", "644 p/x/c.txt c", "750 p/x/y/", "644 p/x/y/a.txt a"),
                copied("COPY --parents ./x/y/a.txt x/c.txt /p/"));
        assertEquals(List.of("755 p/", "750 p/y/", "644 p/y/a.txt a"), copied("COPY --parents ./x/./y/*.txt /p/"));
        assertEquals(List.of("755 p/", "755 p/src/", "644 p/src/a.txt 1", "755 p/src/x/", "644 p/src/x/b.txt 2",
                "755 p/src/x/y/", "644 p/src/x/y/c.txt 3"), copied("COPY --parents ./src/**/*.txt /p/"));
        assertEquals(List.of("755 p/", "755 p/src/", "644 p/src/a.txt 1"),
                copied("COPY --parents --exclude=**/x src/**/*.txt /p/"));
        assertEquals(List.of("755 q/", "755 q/n/", "644 q/n/o.md 4"), copied("COPY --parents src/./n /q/"));
    }

    @Test
    void missesASourceOnlyWhereItIsNamedInFull() throws Exception {
        assertEquals("COPY failed: stat x/nope: file does not exist", refusal("COPY --parents x/nope /p/"));
        assertEquals(List.of("755 p/"), copied("COPY --parents x/nope* /p/"));
    }

    @Test
    void leavesOutWhatIsExcluded() throws Exception {
        assertEquals(List.of("755 mydir/", "644 mydir/homer r"), copied("COPY --exclude=*.txt hom* /mydir/"));
        assertEquals(List.of("755 d/", "644 d/c.txt c", "750 d/y/", "644 d/y/b.md b"),
                copied("ARG what=a\nADD --exclude=y/$what.txt --exclude=*.log x /d/"));
    }

    @Test
    void changesModesAsChmodDoes() throws Exception {
        Path dir = Files.createDirectories(directory.resolve("modes"));
        for (String change : List.of("u=rwX,go=rX", "+x", "g=u", "a-w", "u+s,g-r", "o=", "=r", "ug+rw-x", "u=g,a+t",
                "+t", "u-s", "go=u-w", "a=rwxs", "755", "04711")) {
            for (int mode : List.of(0640, 04750)) {
                for (boolean isDirectory : List.of(false, true)) {
                    Path place = dir.resolve(mode + "-" + isDirectory);
                    if (isDirectory) {
                        Files.createDirectories(place);
                    } else {
                        Files.writeString(place, "");
                    }
                    // In one process: the set-id bits of a directory stay unless they are named.
                    String shown = Run.command("sh", "-c", "umask 0; chmod 00 \"$1\"; chmod u-s,g-s \"$1\"; chmod "
                            + Integer.toOctalString(mode) + " \"$1\" && chmod " + change + " \"$1\" && stat -c %a \"$1\"",
                            "sh", place.toString()).out().strip();
                    boolean octalOnDirectory = isDirectory && mode > 0777;
                    if (!octalOnDirectory) {
                        assertEquals(shown, Integer.toOctalString(ModeChange.parse(change).apply(mode, isDirectory)),
                                change + " on " + Integer.toOctalString(mode) + (isDirectory ? " directory" : ""));
                    }
                }
            }
        }
        assertEquals(List.of("755 d/", "755 d/c.txt c", "755 d/y/", "755 d/y/a.txt a", "755 d/y/b.md b"),
                copied("COPY --chmod=a=rx,u+w x /d/"));
        assertEquals("invalid chmod parameter: '8'. it should be octal string and between 0 and 07777",
                refusal("COPY --chmod=8 x /d/"));
        assertEquals("invalid chmod parameter: 'u=q'. invalid syntax", refusal("COPY --chmod=u=q x /d/"));
    }

    @Test
    void linksALayerThatKnowsNothingOfWhatIsBelow() throws Exception {
        String below = "COPY x /real\nCOPY --chmod=700 src /tmp\nCOPY link /\n";
        Files.createDirectories(fixture.context.resolve("link"));
        Files.createSymbolicLink(fixture.context.resolve("link/l"), Path.of("real"));
        assertEquals(List.of("755 real/", "644 real/homer r"), copied(below + "COPY homer /l/"));
        assertEquals(List.of("755 l/", "644 l/homer r"), copied(below + "COPY --link homer /l/"));
        assertEquals(List.of("755 tmp/", "644 tmp/homer r"), copied(below + "COPY --link=true homer /tmp/"));
    }

    @Test
    void takesWhatIsFetchedOnlyWithItsChecksum() throws Exception {
        assertEquals(List.of("600 f abc"), copied("ADD --checksum=" + ABC + " http://example.org/f /"));
        assertEquals(List.of("600 f abc"), copied("ARG sum=" + ABC + "\nADD --checksum=$sum http://example.org/f /"));
        Map<String, String> wrong = Map.of(
                "ADD --checksum=" + ABC + " homer /", "checksum requires HTTP(S) or Git sources",
                "ADD --checksum=" + ABC + " http://example.org/f http://example.org/g /",
                "checksum can't be specified for multiple sources",
                "COPY http://example.org/f /", "source can't be a URL for COPY",
                "COPY https://example.org/f.git /", "source can't be a git ref for COPY");
        wrong.forEach((instruction, words) -> assertEquals(words, refusal(instruction)));
    }
}
