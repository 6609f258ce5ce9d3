package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where there is no terminal, or no way to drive it; each in a JVM of its own. */
class NativeTtyTest {
    @TempDir
    private Path directory;

    /** Opens the terminal and prints why it could not. */
    static final class Probe {
        public static void main(String[] arguments) {
            try {
                TtyPreload.begin();
                NativeTty.open();
                System.out.println("opened");
            } catch (TtyException e) {
                System.out.println(e.getMessage());
            }
        }
    }

    private static String probe(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Probe.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return output.strip();
    }

    @Test
    void aPipeIsNoTerminal() throws Exception {
        assertEquals("standard input and output are not a terminal", probe());
    }

    @Test
    void aLibraryThatCannotBeUnpackedIsOneLineThatSaysWhatToDo() throws Exception {
        String missing = directory.resolve("missing").toString();
        String message = probe("-Djava.io.tmpdir=" + missing);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.startsWith("could not load JLine's native library") && message.contains(missing)
                && message.contains("-Dlibrary.jline.path=DIR"), message);
    }

    @Test
    void aWrongLibraryPathIsNamed() throws Exception {
        String message = probe("-Djava.io.tmpdir=" + directory.resolve("missing"), "-Dlibrary.jline.path=" + directory);
        assertTrue(message.contains("library.jline.path names " + directory), message);
    }
}
