package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TtyPreloadTest {

    @TempDir
    private Path directory;

    @Test
    void whatMayBeATerminalIsADeviceOfCharacters() throws IOException {
        assertTrue(TtyPreload.mayBeTerminal(Path.of("/dev/ptmx")));
        assertTrue(TtyPreload.mayBeTerminal(Path.of("/dev/tty")));
        assertFalse(TtyPreload.mayBeTerminal(Path.of("/dev/null")));
        assertFalse(TtyPreload.mayBeTerminal(Files.createFile(directory.resolve("file"))));
        assertFalse(TtyPreload.mayBeTerminal(directory));
    }

    @Test
    void whatCannotBeToldMayBeOne() {
        assertTrue(TtyPreload.mayBeTerminal(directory.resolve("absent")));
    }
}
