package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How the detail pane follows the images, and what its keys do. */
class DetailStoryTest {

    @Test
    void theDetailComesBackFromTheTagsOfASearchWhenTheImagesGetTheFocus() {
        Play play = SomeDetails.withJson(120, 40);
        assertEquals(DetailTab.INSPECT, play.state().detail().tab());
        play.press(":").type("tags redis").press("enter");
        assertEquals(DetailTab.TAGS, play.state().detail().tab());
        play.press("1");
        assertEquals(DetailTab.INSPECT, play.state().detail().tab());
    }

    @Test
    void theTagsOfTheSelectedImageStayUntilAnotherRepositoryIsSelected() {
        Play play = SomeDetails.withHistory(120, 40).press("1", "]", "]", "]", "]");
        assertEquals(DetailTab.TAGS, play.state().detail().tab());
        String first = play.state().images().selected().orElseThrow().repository();
        play.resize(100, 40);
        assertEquals(DetailTab.TAGS, play.state().detail().tab());
        while (play.state().images().selected().orElseThrow().repository().equals(first)) {
            assertEquals(DetailTab.TAGS, play.state().detail().tab());
            play.press("j");
        }
        assertEquals(DetailTab.USED_BY, play.state().detail().tab());
    }

    @Test
    void asksForTheHistoryOfTheFirstImageOnceTheListIsHere() {
        Play play = SomeDetails.listed(80, 24);
        assertEquals("python:3.12", play.one(Effect.LoadHistory.class).image());
    }

    @Test
    void asksOnlyForTheTabThatIsSeen() {
        Play play = SomeDetails.withHistory(80, 24);
        play.press("j", "j");
        assertEquals(1, play.take().size());
        play.press("i");
        List<Effect> asked = play.take();
        assertEquals(1, asked.size());
        assertTrue(asked.get(0) instanceof Effect.LoadDetails, asked::toString);
    }

    @Test
    void doesNotAskAgainForAnotherNameOfTheSameImage() {
        Play play = SomeDetails.withHistory(80, 24).press("j", "k");
        assertEquals(List.of(), play.take());
    }

    @Test
    void doesNotAskAgainWhenTheListComesAgainUnchanged() {
        Play play = SomeDetails.withHistory(80, 24).happen(new Event.ImagesChanged());
        relist(play, SomeDetails.images());
        assertEquals(List.of(new Effect.MeasureImages(play.state().lastId())), play.take());
    }

    @Test
    void asksAgainWhenTheNameStandsForAnotherImage() {
        Play play = SomeDetails.withHistory(80, 24).happen(new Event.ImagesChanged());
        List<ImageSummary> changed = new ArrayList<>(SomeDetails.images());
        changed.set(0, SomeDetails.image("newer python", 1_030_000_000, "python:3.12", "python:3.12.7-bookworm"));
        relist(play, changed);
        assertEquals("python:3.12", play.one(Effect.LoadHistory.class).image());
    }

    @Test
    void refreshingAsksForListAndHistory() {
        Play play = SomeDetails.withHistory(80, 24).press("R");
        List<Effect> asked = play.take();
        assertTrue(asked.stream().anyMatch(Effect.ListImages.class::isInstance), asked::toString);
        assertTrue(asked.stream().anyMatch(Effect.LoadHistory.class::isInstance), asked::toString);
    }

    @Test
    void keepsTheOldStepsUntilTheNewOnesAreHere() {
        Play play = SomeDetails.withHistory(80, 24).press("j", "j");
        LayersTab waiting = play.state().detail().layers();
        assertEquals(9, waiting.shown().size());
        assertEquals(Optional.of("python:3.12.7-bookworm"), waiting.subject().map(ImageRow::target));
        assertEquals(Optional.of("redis:7-alpine"), waiting.image().map(ImageRow::target));
        play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(), SomeDetails.steps(3)));
        LayersTab here = play.state().detail().layers();
        assertEquals(3, here.shown().size());
        assertEquals(here.image(), here.subject());
    }

    @Test
    void ignoresAnAnswerThatWasOvertaken() {
        Play play = SomeDetails.withHistory(80, 24).press("j", "j");
        long late = play.one(Effect.LoadHistory.class).request();
        play.press("j");
        long current = play.one(Effect.LoadHistory.class).request();
        play.happen(new Event.HistoryLoaded(current, SomeDetails.steps(2)));
        play.happen(new Event.HistoryLoaded(late, SomeDetails.steps(7)));
        assertEquals(2, play.state().detail().layers().shown().size());
    }

    /** To move on must not leave layers being unpacked behind. */
    @Test
    void layersThatNobodyUnpackedAreMeasuredBehindTheStepsUntilTheCursorMovesOn() {
        Play play = SomeDetails.listed(80, 24);
        play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(), SomeDetails.unmeasured(3)));
        assertEquals(3, play.state().detail().layers().shown().size());
        assertTrue(play.state().detail().layers().rows().loading());
        Effect.MeasureLayers first = play.one(Effect.MeasureLayers.class);
        play.press("j", "j");
        List<Effect> asked = play.take();
        assertTrue(asked.contains(new Effect.Forget(first.request())), asked::toString);
        play.happen(new Event.HistoryLoaded(play.state().detail().layers().rows().request(), SomeDetails.unmeasured(2)));
        Effect.MeasureLayers second = play.one(Effect.MeasureLayers.class);
        play.happen(new Event.LayersMeasured(first.request(), SomeDetails.steps(3), Optional.empty()));
        play.happen(new Event.LayersMeasured(second.request(), SomeDetails.steps(2), Optional.empty()));
        assertEquals(SomeDetails.steps(2), play.state().detail().layers().shown());
        assertFalse(play.state().detail().layers().rows().loading());
    }

    @Test
    void theSizesOfLayersComeOneByOne() {
        Play play = SomeDetails.listed(80, 24);
        play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(), SomeDetails.unmeasured(3)));
        long request = play.one(Effect.MeasureLayers.class).request();
        play.press("3", "j");
        List<HistoryRow> rows = new ArrayList<>(SomeDetails.unmeasured(3));
        rows.set(2, SomeDetails.steps(3).get(2));
        play.happen(new Event.LayerMeasured(request, rows));
        assertEquals(rows, play.state().detail().layers().shown());
        assertEquals(1, play.state().detail().layers().cursor().index());
        assertTrue(play.state().detail().layers().rows().loading());
        assertFalse(play.take().stream().anyMatch(Effect.MeasureLayers.class::isInstance));
        play.happen(new Event.LayersMeasured(request, SomeDetails.steps(3), Optional.empty()));
        assertEquals(SomeDetails.steps(3), play.state().detail().layers().shown());
        play.happen(new Event.LayerMeasured(request, rows));
        assertEquals(SomeDetails.steps(3), play.state().detail().layers().shown(), "it comes too late");
    }

    @Test
    void aLayerThatCannotBeMeasuredIsNotMeasuredAgain() {
        Play play = SomeDetails.listed(80, 24);
        play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(), SomeDetails.unmeasured(3)));
        play.happen(new Event.LayersMeasured(play.one(Effect.MeasureLayers.class).request(), SomeDetails.unmeasured(3),
                Optional.of(SomeDetails.CORRUPT)));
        assertEquals(List.of(), play.take());
        assertEquals(Notice.Severity.ERROR, play.state().notice().orElseThrow().severity());
        assertFalse(play.state().detail().layers().rows().loading());
    }

    @Test
    void asksForNothingWhileThePaneCannotBeSeen() {
        Play play = SomeDetails.listed(40, 10);
        assertEquals(List.of(new Effect.MeasureImages(play.state().lastId())), play.take());
        play.press("3");
        assertEquals("python:3.12", play.one(Effect.LoadHistory.class).image());
    }

    @Test
    void bigJAndKScrollTheStepsFromTheImages() {
        Play play = SomeDetails.withHistory(80, 24).press("1", "J", "J", "K");
        assertEquals(1, play.state().detail().layers().cursor().index());
        assertEquals(0, play.state().images().cursor().index());
    }

    @Test
    void aFailureOfTheHistoryStaysWithItsImage() {
        Play play = SomeDetails.withFailure(80, 24);
        assertTrue(play.state().detail().layers().rows().failure().isPresent());
        play.press("1", "j", "j");
        play.happen(new Event.HistoryLoaded(play.one(Effect.LoadHistory.class).request(), SomeDetails.steps(3)));
        assertTrue(play.state().detail().layers().rows().failure().isEmpty());
    }

    @Test
    void foldsTheValueThatEnclosesAScalar() {
        Play play = SomeDetails.withJson(120, 40).press("j", "j");
        assertEquals("python:3.12", play.state().detail().inspect().selected().orElseThrow().text());
        play.press("space");
        assertEquals("RepoTags", play.state().detail().inspect().selected().orElseThrow().key());
        play.press("j");
        assertEquals("RepoDigests", play.state().detail().inspect().selected().orElseThrow().key());
    }

    @Test
    void findsAsItIsTypedAndUnfoldsWhatHidesAMatch() {
        Play play = SomeDetails.withJson(120, 40).press("/").type("lowerd");
        InspectTab tab = play.state().detail().inspect();
        assertEquals("LowerDir", tab.selected().orElseThrow().key());
        assertEquals(1, tab.find().matches().size());
    }

    @Test
    void nAndBigNGoFromMatchToMatchAndRoundTheEnds() {
        Play play = SomeDetails.withJson(120, 40).press("/").type("python:3").press("enter");
        assertEquals("python:3.12", text(play));
        assertEquals("python:3.12.7-bookworm", text(play.press("n")));
        assertEquals("python:3.12", text(play.press("n")));
        assertEquals("python:3.12.7-bookworm", text(play.press("N")));
    }

    @Test
    void escWhileFindingGoesBackToWhereItBegan() {
        Play play = SomeDetails.withJson(120, 40).press("j").press("/").type("python").press("down", "esc");
        InspectTab tab = play.state().detail().inspect();
        assertEquals("RepoTags", tab.selected().orElseThrow().key());
        assertFalse(tab.find().active());
    }

    @Test
    void theCursorStaysAtItsPlaceInTheNextImage() {
        Play play = SomeDetails.withJson(120, 40).press("/").type("gpg").press("enter");
        play.press("1", "j", "j");
        play.happen(new Event.DetailsLoaded(play.one(Effect.LoadDetails.class).request(),
                SomeDetails.details(SomeDetails.images().get(1))));
        assertTrue(text(play).startsWith("GPG_KEY"), text(play));
    }

    private static String text(Play play) {
        return play.state().detail().inspect().selected().orElseThrow().text();
    }

    private static void relist(Play play, List<ImageSummary> images) {
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(), images));
    }

    @Test
    void theLayersTabRepairsTheImageThatItSaysIsDamaged() {
        Play play = Play.on(80, 24).happen(new Event.BackendOpened(SomeImages.STORE));
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(),
                List.of(SomeImages.damaged(SomeImages.list().get(0)), SomeImages.list().get(1))));
        SomeDetails.answerHistory(play).press("3", "F");
        Job.Verify repair = (Job.Verify) play.one(Effect.StartJob.class).job();
        assertTrue(repair.repair());
        assertEquals(List.of("nginx:1.27"), repair.images());
        play.press("1", "j");
        SomeDetails.answerHistory(play).press("3");
        play.take();
        play.press("F");
        assertEquals("disabled.no-damage", play.state().notice().orElseThrow().text().key());
    }
}
