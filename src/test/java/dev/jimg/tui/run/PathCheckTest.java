package dev.jimg.tui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.tui.state.PathWish;
import dev.jimg.tui.state.PathWish.Need;
import dev.jimg.tui.state.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathCheckTest {

    @TempDir
    Path directory;

    @BeforeEach
    void file() throws IOException {
        Files.writeString(directory.resolve("file"), "x");
    }

    @Test
    void aSourceIsAFileThatIsThere() {
        good("file", Need.SOURCE);
        wrong("nothere", Need.SOURCE, "path.missing", "nothere");
        wrong("", Need.SOURCE, "path.is-directory", "");
    }

    @Test
    void aTargetIsAFileOrWhereOneMayBe() {
        good("file", Need.TARGET);
        good("new", Need.TARGET);
        wrong("no/new", Need.TARGET, "path.no-parent", "no");
        wrong("file/new", Need.TARGET, "path.parent-no-directory", "file");
        wrong("", Need.TARGET, "path.is-directory", "");
    }

    @Test
    void aDirectoryIsOne() {
        good("", Need.DIRECTORY);
        wrong("nothere", Need.DIRECTORY, "path.no-such-directory", "nothere");
        wrong("file", Need.DIRECTORY, "path.no-directory", "file");
    }

    @Test
    void theFirstThatIsWrongIsToldWithItsField() {
        PathWish right = new PathWish(0, directory.toString(), Need.DIRECTORY);
        PathWish bad = new PathWish(1, "a\0b", Need.SOURCE);
        assertEquals(Optional.of(new PathWish.Flaw(1, Text.of("path.none", "a\0b"))),
                PathCheck.first(List.of(right, bad, bad)));
    }

    private void good(String name, Need need) {
        assertEquals(Optional.empty(), PathCheck.first(List.of(wish(name, need))));
    }

    private void wrong(String name, Need need, String key, String said) {
        assertEquals(Optional.of(new PathWish.Flaw(0, Text.of(key, path(said)))),
                PathCheck.first(List.of(wish(name, need))));
    }

    private PathWish wish(String name, Need need) {
        return new PathWish(0, path(name), need);
    }

    private String path(String name) {
        return name.isEmpty() ? directory.toString() : directory.resolve(name).toString();
    }
}
