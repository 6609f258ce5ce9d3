package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Canary;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.ColorDepth;
import dev.jimg.tui.term.Diff;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.GridText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pane, tab, dialog and form with the canary in every text of its state: nothing of it reaches the terminal. */
class ScreenCanaryTest {

    /** What {@link Diff} writes of its own: modes, places, styles, the cursor. */
    private static final Pattern OWN = Pattern.compile("\u001b\\[[?0-9;:]*[a-zA-Z]");

    static List<Scene> scenes() {
        return EveryScreenTest.scenes();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void nothingOfItReachesTheTerminal(Scene scene) {
        for (int[] size : new int[][] {{40, 10}, {80, 24}, {120, 40}}) {
            Grid grid = drawn(scene, size[0], size[1]);
            String written = new String(new Diff(ColorDepth.TRUE).frame(grid), StandardCharsets.UTF_8);
            assertEquals("", Canary.foreign(OWN.matcher(written).replaceAll("")), scene.name());
            for (String line : GridText.lines(grid)) {
                assertTrue(CellText.width(line) <= size[0], scene.name() + ": " + line);
            }
        }
    }

    /** Or the test above would hold because nothing of it is shown. */
    @Test
    void whatIsHiddenIsSeen() {
        long shown = scenes().stream().filter(scene -> scene.kind() == Scene.Kind.FULL)
                .filter(scene -> String.join("\n", GridText.lines(drawn(scene, 160, 50))).contains("␛")).count();
        long full = scenes().stream().filter(scene -> scene.kind() == Scene.Kind.FULL).count();
        assertTrue(shown * 10 >= full * 8, shown + " of " + full);
    }

    private static Grid drawn(Scene scene, int columns, int rows) {
        AppState state = (AppState) Canary.in(scene.stage().on(columns, rows).state());
        Grid grid = new Grid(columns, rows, Glyphs.UNICODE);
        Frame.draw(state, grid, Golden.ENGLISH);
        return grid;
    }
}
