package dev.jimg.tui.term;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.testing.Tmux;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random frames with wide characters, through a terminal multiplexer that people use. */
class TmuxReplayTest {
    private static final int COLUMNS = 60;
    private static final int ROWS = 14;

    @TempDir
    private Path directory;

    private Tmux tmux;

    @BeforeEach
    void start() throws Exception {
        tmux = Tmux.shell(COLUMNS, ROWS);
        tmux.runLine("cd '" + directory + "'; PS1=; printf '\\033[?1049h\\033[?7l'");
    }

    @AfterEach
    void stop() throws Exception {
        tmux.close();
    }

    @Test
    void tmuxShowsTheSameText() throws Exception {
        RandomFrames frames = new RandomFrames(31, 2);
        Grid grid = new Grid(COLUMNS, ROWS);
        Diff diff = new Diff(ColorDepth.INDEXED);
        for (int round = 0; round < 12; round++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            diff.invalidate(); // The shell has echoed its command line.
            for (int i = 0; i < 40; i++) {
                frames.change(grid);
                bytes.write(diff.frame(grid));
            }
            Files.write(directory.resolve("frames"), bytes.toByteArray());
            tmux.runLine("stty raw; cat frames");
            List<String> shown = new ArrayList<>(tmux.capture());
            while (shown.size() < ROWS) {
                shown.add("");
            }
            assertEquals(String.join("\n", GridText.lines(grid)), String.join("\n", shown), "round " + round);
        }
    }
}
