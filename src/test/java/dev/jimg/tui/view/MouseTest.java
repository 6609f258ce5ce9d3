package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.tui.state.ActionsDialog;
import dev.jimg.tui.state.BulkDialog;
import dev.jimg.tui.state.DetailTab;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.FormDialog;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.PaletteDialog;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.Pointing;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.GridText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the mouse points at is what was drawn there. */
class MouseTest {

    private final Play play = SomeImages.shown(120, 40, SomeImages.list());

    /** Points at the first cell of a text on the screen. */
    private void point(Pointing.Kind kind, String text, boolean twice) {
        Grid grid = new Grid(120, 40);
        Frame.draw(play.state(), grid, Golden.ENGLISH);
        List<String> lines = GridText.lines(grid);
        for (int row = 0; row < lines.size(); row++) {
            int column = lines.get(row).indexOf(text);
            if (column >= 0) {
                List<Target> under = grid.at(column, row).stream().map(Target.class::cast).toList();
                play.happen(new Event.Pointed(new Pointing(kind, under, twice)));
                return;
            }
        }
        throw new AssertionError("not on the screen: " + text + "\n" + String.join("\n", lines));
    }

    private void click(String text) {
        point(Pointing.Kind.CLICK, text, false);
    }

    @Test
    void aClickSelectsARowAndASecondOpensIt() {
        click("redis");
        assertEquals("redis:7-alpine", play.state().images().selected().orElseThrow().name());
        assertEquals(Pane.IMAGES, play.state().focus());
        point(Pointing.Kind.CLICK, "redis", true);
        assertEquals(Pane.DETAIL, play.state().focus());
    }

    @Test
    void aClickFocusesAPaneAndShowsATab() {
        click("Used by");
        assertEquals(Pane.DETAIL, play.state().focus());
        assertEquals(DetailTab.USED_BY, play.state().detail().tab());
        click("2 Search");
        assertEquals(Pane.SEARCH, play.state().focus());
    }

    @Test
    void aClickOnAHeadSorts() {
        click("SIZE");
        assertEquals(ImageColumn.SIZE, play.state().images().order().column());
        click("SIZE");
        assertTrue(play.state().images().order().reversed());
    }

    @Test
    void aClickOnAHintIsItsKey() {
        click("actions");
        assertTrue(play.state().dialog().orElseThrow() instanceof ActionsDialog);
        click("[Esc]");
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void aDialogHidesWhatLiesUnderIt() {
        click("actions");
        click("redis");
        assertEquals("nginx:1.27", play.state().images().selected().orElseThrow().name());
        point(Pointing.Kind.CLICK, "inspect", true);
        assertEquals(DetailTab.INSPECT, play.state().detail().tab());
    }

    @Test
    void theWheelMovesWhatIsUnderItAndNotTheFocus() {
        play.press("2");
        point(Pointing.Kind.WHEEL_DOWN, "redis", false);
        assertEquals(3, play.state().images().cursor().index());
        point(Pointing.Kind.WHEEL_UP, "redis", false);
        assertEquals(0, play.state().images().cursor().index());
        assertEquals(Pane.SEARCH, play.state().focus());
    }

    @Test
    void aClickOnACandidateOfThePaletteChoosesItAndASecondGivesIt() {
        play.press(":").type("hel");
        click("help ");
        assertEquals("help", ((PaletteDialog) play.state().dialog().orElseThrow()).line().text().strip());
        play.press("ctrl+u").type("hel");
        point(Pointing.Kind.CLICK, "help ", true);
        assertEquals("HelpDialog", play.state().dialog().orElseThrow().getClass().getSimpleName());
    }

    @Test
    void aClickOnALineOfAMenuIsItsKey() {
        play.press("y");
        play.take();
        click("docker pull");
        assertEquals("docker pull nginx:1.27", play.one(Effect.Copy.class).text());
    }

    @Test
    void aClickOnAFieldOfAFormGoesThere() {
        play.press("Y");
        int before = ((FormDialog) play.state().dialog().orElseThrow()).focus();
        click("nginx:1.27");
        assertEquals(1, before);
        assertEquals(0, ((FormDialog) play.state().dialog().orElseThrow()).focus());
    }

    @Test
    void aListThatIsOnlyLookedAtTakesNoClicks() {
        play.press("*", "b", "P");
        play.take();
        point(Pointing.Kind.CLICK, "redis", true);
        assertEquals(BulkDialog.class, play.state().dialog().orElseThrow().getClass());
        assertTrue(play.take().isEmpty());
    }

    @Test
    void rowsOfInspectAreSelected() {
        Play inspected = SomeDetails.withJson(120, 40);
        Grid grid = new Grid(120, 40);
        Frame.draw(inspected.state(), grid, Golden.ENGLISH);
        int before = inspected.state().detail().inspect().cursor().index();
        int x = inspected.state().layout().rect(Pane.DETAIL).x() + 3;
        int y = inspected.state().layout().rect(Pane.DETAIL).y() + 4;
        List<Target> under = grid.at(x, y).stream().map(Target.class::cast).toList();
        inspected.happen(new Event.Pointed(new Pointing(Pointing.Kind.CLICK, under, false)));
        assertEquals(3, inspected.state().detail().inspect().cursor().index(), "it was on " + before);
        assertEquals(Pane.DETAIL, inspected.state().focus());
        inspected.happen(new Event.Pointed(new Pointing(Pointing.Kind.WHEEL_UP, under, false)));
        assertEquals(0, inspected.state().detail().inspect().cursor().index());
    }
}
