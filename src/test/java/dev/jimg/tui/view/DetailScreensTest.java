package dev.jimg.tui.view;

import dev.jimg.service.HistoryRow;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.term.Glyphs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the Layers and Inspect tabs look. */
class DetailScreensTest {

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsTheStepsThatMadeAnImage(int columns, int rows) {
        Golden.expect("detail/layers", SomeDetails.withHistory(columns, rows).press("3", "j", "j").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void showsTheJsonOfAnImageAsATree(int columns, int rows) {
        Golden.expect("detail/inspect", SomeDetails.withJson(columns, rows).press("j", "j", "j", "j").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void underlinesWhatWasFoundAndCountsIt(int columns, int rows) {
        Golden.expect("detail/find", SomeDetails.withJson(columns, rows).press("/").type("python").press("down").state());
    }

    @Test
    void saysWhatItDoesNotFind() {
        Golden.expect("detail/find-none", SomeDetails.withJson(80, 24).press("/").type("nowhere").state());
    }

    @Test
    void showsTheStepsInChineseWithWideTextInPlace() {
        Play play = SomeDetails.withHistory(80, 24).press("3", "G", "k");
        Golden.expect("detail/layers-zh", play.state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void showsTheTreeInChinese() {
        Golden.expect("detail/inspect-zh", SomeDetails.withJson(80, 24).press("j", "j", "j").press("j", "j").state(),
                Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void showsTheStepsInAscii() {
        Golden.expect("detail/layers-ascii", SomeDetails.withHistory(80, 24).press("3").state(), Golden.ENGLISH,
                Glyphs.ASCII);
    }

    @Test
    void showsTheTreeInAscii() {
        Golden.expect("detail/inspect-ascii", SomeDetails.withJson(80, 24).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void saysWhatFailedAndWhatToDo(int columns, int rows) {
        Golden.expect("detail/failed", SomeDetails.withFailure(columns, rows).state());
    }

    @Test
    void saysThatItLoads() {
        Golden.expect("detail/loading", SomeDetails.listed(80, 24).state());
    }

    @Test
    void showsTheStepsWhileTheirLayersAreMeasured() {
        Golden.expect("detail/measuring", measuring().state());
    }

    @Test
    void showsTheSizeOfALayerThatIsMeasuredWhileOthersAre() {
        Play play = measuring();
        List<HistoryRow> rows = new ArrayList<>(SomeDetails.unmeasured(4));
        rows.set(1, SomeDetails.steps(4).get(1));
        play.happen(new Event.LayerMeasured(play.one(Effect.MeasureLayers.class).request(), rows));
        Golden.expect("detail/measuring-one", play.state());
    }

    @Test
    void aLayerThatCannotBeMeasuredKeepsItsStep() {
        Play play = measuring();
        play.happen(new Event.LayersMeasured(play.one(Effect.MeasureLayers.class).request(), SomeDetails.unmeasured(4),
                Optional.of(SomeDetails.CORRUPT)));
        Golden.expect("detail/not-measured", play.state());
    }

    private static Play measuring() {
        Play play = SomeDetails.listed(80, 24);
        return play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(),
                SomeDetails.unmeasured(4)));
    }

    @Test
    void keepsTheOldStepsWhileTheNewOnesAreOnTheirWay() {
        Golden.expect("detail/next-loading", SomeDetails.withHistory(80, 24).press("j").state());
    }

    @Test
    void saysWhatIsShownHereWithoutAnImage() {
        Golden.expect("detail/empty", AppState.start(SomeDetails.listed(80, 24).state().size(), Play.NOW));
    }

    @Test
    void unfoldsWhatIsDeepAndFoldsWhatIsOpen() {
        Play play = SomeDetails.withJson(120, 40).press("g", "j", "space").type("jjjjjjj").press("space");
        Golden.expect("detail/folded", play.state());
    }
}
