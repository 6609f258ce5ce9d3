package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.tui.state.DetailTab;
import dev.jimg.tui.state.Dialog;
import dev.jimg.tui.state.Form;
import dev.jimg.tui.state.FormDialog;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.GridText;
import dev.jimg.tui.term.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pane, tab, dialog and form as it looks full, empty, while it loads, after a failure and with wide characters:
 * each on the smallest screen, in Chinese on the smallest and the usual one, and without colour.
 */
class EveryScreenTest {

    private static final Set<Scene.Kind> ALL = EnumSet.allOf(Scene.Kind.class);

    /** What they cannot be: one that waits for nothing does not load, one without text from outside is never wide. */
    private static final Map<String, Set<Scene.Kind>> NEVER = Map.ofEntries(
            Map.entry("HelpDialog", EnumSet.of(Scene.Kind.LOADING, Scene.Kind.FAILED)),
            Map.entry("PaletteDialog", EnumSet.of(Scene.Kind.LOADING)),
            Map.entry("ActionsDialog", EnumSet.of(Scene.Kind.LOADING, Scene.Kind.FAILED, Scene.Kind.WIDE)),
            Map.entry("LogDialog", EnumSet.of(Scene.Kind.LOADING)),
            Map.entry("ConfirmQuitDialog", EnumSet.complementOf(EnumSet.of(Scene.Kind.FULL))),
            Map.entry("TagDialog", EnumSet.of(Scene.Kind.LOADING)),
            Map.entry("WasteDialog", EnumSet.of(Scene.Kind.LOADING, Scene.Kind.FAILED)),
            Map.entry("RemoteLayersDialog", EnumSet.of(Scene.Kind.EMPTY, Scene.Kind.WIDE)),
            Map.entry("PullPreview", EnumSet.of(Scene.Kind.FAILED, Scene.Kind.WIDE)),
            Map.entry("PlacesDialog", EnumSet.of(Scene.Kind.EMPTY)),
            Map.entry("PruneDialog", EnumSet.of(Scene.Kind.WIDE)),
            Map.entry("BulkDialog", EnumSet.complementOf(EnumSet.of(Scene.Kind.FULL))),
            Map.entry("BulkNamesDialog", EnumSet.of(Scene.Kind.LOADING, Scene.Kind.WIDE)),
            Map.entry("UndoDialog", EnumSet.of(Scene.Kind.WIDE)),
            Map.entry("UsageDialog", EnumSet.of(Scene.Kind.WIDE)),
            Map.entry("UpdatesDialog", EnumSet.of(Scene.Kind.WIDE)),
            Map.entry("CopyDialog", EnumSet.of(Scene.Kind.LOADING, Scene.Kind.FAILED, Scene.Kind.WIDE)),
            Map.entry("ClearDialog", EnumSet.complementOf(EnumSet.of(Scene.Kind.FULL))),
            Map.entry("ColumnsDialog", EnumSet.complementOf(EnumSet.of(Scene.Kind.FULL))),
            Map.entry("AskDialog", EnumSet.complementOf(EnumSet.of(Scene.Kind.FULL))),
            Map.entry("OwnCommandsDialog", EnumSet.of(Scene.Kind.EMPTY, Scene.Kind.LOADING, Scene.Kind.FAILED)),
            Map.entry("OutputDialog", EnumSet.of(Scene.Kind.EMPTY, Scene.Kind.LOADING, Scene.Kind.FAILED)),
            Map.entry("RemoveDialog", EnumSet.of(Scene.Kind.EMPTY, Scene.Kind.WIDE)),
            Map.entry("tab-output", EnumSet.of(Scene.Kind.LOADING)),
            Map.entry("tab-tags", EnumSet.of(Scene.Kind.WIDE)));

    static List<Scene> scenes() {
        List<Scene> scenes = new ArrayList<>(PaneScenes.all());
        scenes.addAll(DialogScenes.all());
        scenes.addAll(AnswerScenes.all());
        return scenes;
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void looksAsItShould(Scene scene) {
        assertEquals(scene.thing(), Scene.thing(scene.stage().on(80, 24).state()));
        List<String> lines = new ArrayList<>();
        add(lines, scene.drawn(40, 10, Golden.ENGLISH));
        add(lines, scene.drawn(40, 10, Golden.CHINESE));
        add(lines, scene.drawn(80, 24, Golden.CHINESE));
        lines.add("without colour");
        lines.addAll(attributes(scene.drawn(40, 10, Golden.ENGLISH)));
        Golden.expectText("every/" + scene.name(), lines);
    }

    @Test
    void nothingIsLeftOut() {
        Map<String, Set<Scene.Kind>> missing = new TreeMap<>();
        for (String thing : things()) {
            Set<Scene.Kind> kinds = EnumSet.copyOf(ALL);
            kinds.removeAll(NEVER.getOrDefault(thing, EnumSet.noneOf(Scene.Kind.class)));
            if (isForm(thing)) {
                kinds.remove(Scene.Kind.LOADING);
            }
            scenes().stream().filter(scene -> scene.thing().equals(thing)).forEach(scene -> kinds.remove(scene.kind()));
            if (!kinds.isEmpty()) {
                missing.put(thing, kinds);
            }
        }
        assertEquals(Map.of(), missing);
    }

    @Test
    void whatIsDrawnIsThere() {
        Set<String> unknown = new TreeSet<>(NEVER.keySet());
        scenes().forEach(scene -> unknown.add(scene.thing()));
        unknown.removeAll(things());
        assertEquals(Set.of(), unknown);
    }

    private static boolean isForm(String thing) {
        return thing.endsWith("Form");
    }

    /** Of the dialogs those that have a view, and so all: a dialog without one cannot be drawn. */
    private static Set<String> things() {
        Set<String> things = new TreeSet<>();
        for (Class<? extends Dialog> dialog : DialogViews.drawn()) {
            if (dialog != FormDialog.class) {
                things.add(dialog.getSimpleName());
            }
        }
        Arrays.stream(Form.class.getPermittedSubclasses()).forEach(form -> things.add(form.getSimpleName()));
        Arrays.stream(Pane.values()).filter(pane -> pane != Pane.DETAIL).forEach(pane -> things.add(Scene.word(pane)));
        Arrays.stream(DetailTab.values()).forEach(tab -> things.add(Scene.word(tab)));
        return things;
    }

    private static void add(List<String> lines, Grid grid) {
        lines.addAll(GridText.lines(grid));
        lines.add("");
    }

    /** What a terminal without colours shows beside the letters: one letter a cell for each set of attributes. */
    private static List<String> attributes(Grid grid) {
        Map<Integer, Character> letters = new LinkedHashMap<>(Map.of(0, '.', Style.BOLD, 'b', Style.DIM, 'd',
                Style.UNDERLINE, 'u', Style.REVERSE, 'r', Style.REVERSE | Style.BOLD, 'R', Style.BOLD | Style.UNDERLINE,
                'U'));
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < grid.rows(); y++) {
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < grid.columns(); x++) {
                line.append(letters.getOrDefault(grid.style(x, y).attributes(), '*').charValue());
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
