package dev.jimg.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PtyTest {

    /** A number of a closed file is the next file's: who still types must not write there. */
    @Test
    void whatIsTypedAfterItsEndGoesIntoNoOtherFile(@TempDir Path directory) throws IOException {
        Pty pty = Pty.open();
        OutputStream keyboard = pty.keyboard();
        InputStream screen = pty.screen();
        pty.close();
        List<OutputStream> others = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                others.add(Files.newOutputStream(directory.resolve("file-" + i)));
            }
            assertThrows(IOException.class, () -> keyboard.write("secret".getBytes()));
            assertEquals(-1, screen.read());
        } finally {
            for (OutputStream other : others) {
                other.close();
            }
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(0, Files.size(directory.resolve("file-" + i)));
        }
    }
}
