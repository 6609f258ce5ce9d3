package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.jimg.text.Messages;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.GridText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Screens as text files: {@code src/test/resources/screens/<name>-<columns>x<rows>.txt}, and beside it the style of
 * every cell in {@code .style}. {@code -Dscreens.update=true} writes them anew and fails, so that nobody takes a run
 * that compared nothing for a green one.
 */
public final class Golden {

    public static final Look ENGLISH = new Look(Messages.english(), Theme.DEFAULT);
    public static final Look CHINESE = new Look(Messages.chinese(), Theme.DEFAULT);

    private static final Path SCREENS = Path.of("src/test/resources/screens");
    private static final boolean UPDATE = Boolean.getBoolean("screens.update");

    private Golden() {}

    /** Compares the screen of a state, in its own size, in English, with the file of that name. */
    public static void expect(String name, AppState state) {
        expect(name, state, ENGLISH, Glyphs.UNICODE);
    }

    public static void expect(String name, AppState state, Look look, Glyphs glyphs) {
        Grid grid = new Grid(state.size().columns(), state.size().rows(), glyphs);
        Frame.draw(state, grid, look);
        expect(name, grid);
    }

    /** Compares anything that was drawn. */
    public static void expect(String name, Grid grid) {
        String file = name + "-" + grid.columns() + "x" + grid.rows();
        Path text = SCREENS.resolve(file + ".txt");
        Path style = SCREENS.resolve(file + ".style");
        if (UPDATE) {
            write(text, GridText.lines(grid));
            write(style, GridText.styles(grid));
            fail("screens.update is set: wrote " + text);
        }
        assertEquals(read(text), joined(GridText.lines(grid)), () -> "the text of " + file);
        assertEquals(read(style), joined(GridText.styles(grid)), () -> "the styles of " + file);
    }

    /** Compares lines of any kind: several screens of one thing. */
    static void expectText(String name, List<String> lines) {
        Path text = SCREENS.resolve(name + ".txt");
        if (UPDATE) {
            write(text, lines);
            fail("screens.update is set: wrote " + text);
        }
        assertEquals(read(text), joined(lines), () -> "the text of " + name);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return fail(file + " is not there; write it with -Dscreens.update=true, and look at it");
        }
    }

    private static void write(Path file, List<String> lines) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, joined(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
