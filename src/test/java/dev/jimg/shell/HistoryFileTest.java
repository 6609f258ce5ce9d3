package dev.jimg.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFileTest {

    @TempDir
    Path directory;

    @Test
    void keepsEachLineOnceTheLatestLastForItsOwnerOnly() throws IOException {
        HistoryFile history = HistoryFile.of(Map.of("XDG_STATE_HOME", directory.resolve("state").toString()));
        List.of("images", "ps", "images", "tag a b", "ps").forEach(history::add);
        assertEquals(List.of("images", "tag a b", "ps"), history.lines());
        Path file = directory.resolve("state/jimg/history");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
    }

    @Test
    void twoShellsAddToOneFile() {
        HistoryFile one = new HistoryFile(directory.resolve("h"));
        HistoryFile other = new HistoryFile(directory.resolve("h"));
        one.add("images");
        other.add("ps");
        one.add("info");
        assertEquals(List.of("images", "ps", "info"), other.lines());
    }

    @Test
    void forgetsTheOldest() throws IOException {
        Path file = Files.write(directory.resolve("h"),
                IntStream.range(0, HistoryFile.MOST).mapToObj(i -> "tag a b:" + i).toList());
        HistoryFile history = new HistoryFile(file);
        history.add("images");
        assertEquals(HistoryFile.MOST, history.lines().size());
        assertEquals("tag a b:1", history.lines().get(0));
    }

    @Test
    void whatCannotBeReadOrWrittenIsNoHistory() throws IOException {
        HistoryFile history = new HistoryFile(Files.createDirectory(directory.resolve("h")));
        history.add("images");
        assertEquals(List.of(), history.lines());
    }

    @ParameterizedTest
    @ValueSource(strings = {"login -p secret", "login -psecret reg:1", "login -u me --password=s", "docker login --password s",
            "login -u me -p 's p' reg", "import http://me:secret@host/a.tar", " images", "", "  ", "login -\\p secret"})
    void keepsNoPasswordsAndWhatBeginsWithABlank(String line) {
        assertFalse(HistoryFile.kept(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"login -u me reg:1", "login --password-stdin -u me", "run -p 80:80 web", "images",
            "import http://host:80/a.tar", "copy a engine+ssh://root@web/a:1"})
    void keepsAllElse(String line) {
        assertTrue(HistoryFile.kept(line));
    }
}
