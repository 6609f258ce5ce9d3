package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.DiskUsage;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What keys and answers do to the image list. */
class ImagesStoryTest {

    private final Play play = SomeImages.shown(80, 24, SomeImages.list());

    private ImagesPane pane() {
        return play.state().images();
    }

    private String selected() {
        return pane().selected().orElseThrow().name();
    }

    private List<String> shown() {
        return pane().shown().stream().map(ImageRow::name).toList();
    }

    private Set<String> marked() {
        return pane().marks().keys();
    }

    @Test
    void saysOnceWhatOfTheStoreCannotBeRead() {
        Play play = SomeImages.shown(80, 24, SomeImages.list());
        for (int i = 0; i < 2; i++) {
            play.take();
            long request = play.press("R").take().stream().filter(Effect.ListImages.class::isInstance)
                    .map(Effect.ListImages.class::cast).findFirst().orElseThrow().request();
            play.happen(new Event.ImagesListed(request, SomeImages.list(), List.of("index.json is damaged")));
        }
        assertEquals(1, play.state().log().stream()
                .filter(notice -> notice.text().equals(Text.of("images.problem", new Said("index.json is damaged")))).count());
    }

    @Test
    void beginsWithTheNewestAndEveryNameOfAnImage() {
        assertEquals("nginx:1.27", selected());
        assertEquals(9, pane().rows().size());
        assertTrue(shown().containsAll(List.of("python:3.12", "python:3.12.7-bookworm")));
    }

    @Test
    void filtersLetterByLetterAndKeepsTheOrder() {
        play.press("/").type("pyt");
        assertEquals(List.of("python:3.12", "python:3.12-slim", "python:3.12.7-bookworm"), shown());
        play.type("slim");
        assertEquals(List.of("python:3.12-slim"), shown());
        assertTrue(pane().typing());
        play.press("enter");
        assertFalse(pane().typing());
        assertEquals(1, shown().size());
    }

    @Test
    void escapeEndsAFilterAndShowsEverything() {
        play.press("/").type("pyth").press("esc");
        assertFalse(pane().typing());
        assertEquals("", pane().filter().text());
        assertEquals(9, shown().size());
    }

    @Test
    void backspaceOnAnEmptyFilterEndsIt() {
        play.press("/").type("p").press("backspace");
        assertTrue(pane().typing());
        play.press("backspace");
        assertFalse(pane().typing());
    }

    @Test
    void keysInAFilterAreLettersAndArrowsStillMove() {
        play.press("/").type("d").press("down");
        assertEquals(List.of(), play.state().dialogs());
        assertEquals("d", pane().filter().text());
        assertEquals(1, pane().cursor().index());
    }

    @Test
    void pastedTextGoesIntoTheFilter() {
        play.press("/").happen(new Event.TextPasted("redis\n"));
        assertEquals(List.of("redis:7-alpine"), shown());
    }

    @Test
    void keepsTheImageUnderTheCursorThroughFilterAndSort() {
        play.press("down", "down", "down", "down");
        assertEquals("redis:7-alpine", selected());
        play.press("/").type("e").press("enter");
        assertEquals("redis:7-alpine", selected());
        play.press("S", "N", "s", "C");
        assertEquals("redis:7-alpine", selected());
        play.press("esc");
        assertEquals("redis:7-alpine", selected());
        assertEquals(9, shown().size());
    }

    @Test
    void keepsTheImageUnderTheCursorWhenTheListIsLoadedAgain() {
        play.press("down", "down", "down", "down", "R");
        List<ImageSummary> more = new ArrayList<>(SomeImages.list());
        more.add(0, SomeImages.image("fresh", Play.NOW, 5, 0, "fresh:1"));
        SomeImages.relisted(play, more);
        assertEquals("redis:7-alpine", selected());
        assertEquals(5, pane().cursor().index());
    }

    @Test
    void goesToTheNextImageWhenTheSelectedOneIsGone() {
        play.press("down", "down", "down", "down", "R");
        SomeImages.relisted(play, SomeImages.list().stream()
                .filter(image -> image.size() != 41_200_000 && image.size() != 192_000_000).toList());
        assertEquals("<none>", pane().selected().orElseThrow().repository());
    }

    @Test
    void sortsByNameSizeAndAgeAndReversesWhenAskedAgain() {
        play.press("S");
        assertEquals("python:3.12", shown().get(0));
        play.press("S");
        assertEquals("scratchpad:latest", shown().get(0));
        play.press("N");
        assertEquals("nginx:1.27", shown().get(1));
        play.press("C", "C");
        assertEquals("scratchpad:latest", shown().get(0));
        play.press("C", "s");
        assertEquals(new ImageOrder(ImageColumn.UNIQUE, false), pane().order());
    }

    @Test
    void marksOneAndGoesOn() {
        play.press("space", "space");
        assertEquals(Set.of("nginx:1.27", "python:3.12"), marked());
        assertEquals(2, pane().cursor().index());
        play.press("up", "space");
        assertEquals(Set.of("nginx:1.27"), marked());
    }

    @Test
    void marksARangeWhileTheCursorMoves() {
        play.press("down", "v", "down", "down");
        assertEquals(3, pane().chosen().size());
        play.press("v");
        assertEquals(Set.of("python:3.12", "python:3.12-slim", "python:3.12.7-bookworm"), marked());
    }

    @Test
    void aRangeStaysWhatItWasWhenTheRowsMove() {
        play.press("down", "v", "down", "S");
        assertEquals(Set.of("python:3.12", "python:3.12-slim"), marked());
    }

    @Test
    void marksAllThatAreShownAndThenNone() {
        play.press("/").type("python").press("enter", "*");
        assertEquals(3, marked().size());
        play.press("*");
        assertEquals(Set.of(), marked());
    }

    @Test
    void escapeTakesBackTheRangeThenTheFilterThenTheMarks() {
        play.press("space", "/").type("python").press("enter", "v", "esc");
        assertTrue(pane().marks().anchor().isEmpty());
        assertEquals(3, shown().size());
        play.press("esc");
        assertEquals(9, shown().size());
        assertEquals(1, marked().size());
        play.press("esc");
        assertEquals(Set.of(), marked());
    }

    @Test
    void marksOutliveAReloadAndGoWithTheirImages() {
        play.press("space", "space", "R");
        SomeImages.relisted(play, SomeImages.list().subList(1, 8));
        assertEquals(Set.of("python:3.12"), marked());
    }

    @Test
    void changesThatComeWhileTheListIsAskedForAreAskedForOnceMore() {
        play.happen(new Event.ImagesChanged()).happen(new Event.ImagesChanged()).happen(new Event.ImagesChanged());
        long request = play.one(Effect.ListImages.class).request();
        play.happen(new Event.ImagesListed(request, SomeImages.list()));
        assertTrue(play.one(Effect.ListImages.class).request() > request);
    }

    @Test
    void staleListsAreIgnored() {
        play.press("R");
        long stale = play.one(Effect.ListImages.class).request();
        play.press("R").happen(new Event.ImagesListed(stale, List.of()));
        assertEquals(9, shown().size());
    }

    @Test
    void keepsTheListThatItHasWhenALaterOneFails() {
        play.press("R");
        long request = play.one(Effect.ListImages.class).request();
        play.happen(new Event.RequestFailed(request,
                new Failure(Failure.Kind.DISK, "list images", "", "no permission", "")));
        assertEquals(9, shown().size());
        assertEquals(Notice.Severity.ERROR, play.state().notice().orElseThrow().severity());
        play.press("R");
        play.one(Effect.ListImages.class);
    }

    @Test
    void goesToTheNewTag() {
        play.happen(new Event.Tagged("redis:7-alpine", Reference.parse("cache:1")));
        assertEquals(Notice.Severity.DONE, play.state().notice().orElseThrow().severity());
        List<ImageSummary> more = new ArrayList<>(SomeImages.list());
        more.add(SomeImages.image("redis", SomeImages.days(21), 41_200_000, 2, "cache:1", "redis:7-alpine"));
        SomeImages.relisted(play, more);
        assertEquals("cache:1", selected());
    }

    @Test
    void followsTheCursorWithTheScreen() {
        play.resize(40, 10).press("G");
        ListCursor cursor = pane().cursor();
        assertEquals(8, cursor.index());
        assertEquals(5, cursor.top());
        play.resize(120, 40);
        assertEquals(0, pane().cursor().top());
        assertEquals(8, pane().cursor().index());
    }

    @Test
    void keepsTheListWhileTheEngineIsGoneAndSaysWhenItIsBack() {
        Play play = SomeImages.shown(80, 24, SomeImages.list()).happen(new Event.ImagesChanged());
        play.happen(new Event.RequestFailed(play.one(Effect.ListImages.class).request(), new Failure(
                Failure.Kind.UNREACHABLE, "list images", "", "nobody listens", "")));
        assertTrue(play.state().images().stale());
        assertEquals(9, play.state().images().shown().size());
        play.happen(new Event.ImagesChanged());
        assertTrue(play.state().images().stale(), "until there is an answer");
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(), SomeImages.list()));
        assertFalse(play.state().images().stale());
        assertEquals(Text.of("images.back"), play.state().notice().orElseThrow().text());
    }

    @Test
    void showsTheListBeforeItIsKnownWhatItTakes() {
        long older = play.state().usage().value().orElseThrow().images();
        play.press("R");
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(), SomeImages.many(3)));
        assertEquals(3, shown().size());
        assertEquals(older, play.state().usage().value().orElseThrow().images(), "the old figures stay meanwhile");
        long stale = play.one(Effect.MeasureImages.class).request();
        play.happen(new Event.ImagesChanged());
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(), SomeImages.many(4)));
        long request = play.one(Effect.MeasureImages.class).request();
        play.happen(new Event.ImagesMeasured(stale, new DiskUsage(3, 3, 0, 0, 0)));
        assertEquals(older, play.state().usage().value().orElseThrow().images(), "a stale figure is not heard");
        play.happen(new Event.ImagesMeasured(request, new DiskUsage(4, 4, 0, 0, 0)));
        assertEquals(4, play.state().usage().value().orElseThrow().images());
    }

    @Test
    void saysOnceThatItIsNotKnownWhatTheImagesTake() {
        for (int i = 0; i < 2; i++) {
            play.press("R");
            play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(), SomeImages.list()));
            play.happen(new Event.RequestFailed(play.one(Effect.MeasureImages.class).request(),
                    new Failure(Failure.Kind.REMOTE, "read the disk usage", "", "not now", "")));
            assertEquals(i == 0, play.state().notice().isPresent());
        }
        assertTrue(play.state().usage().value().isPresent());
    }

    /** Its failure would stand there for ever. */
    @Test
    void asksAnewForTheDetailWhenTheEngineIsBack() {
        Failure gone = new Failure(Failure.Kind.UNREACHABLE, "list images", "", "nobody listens", "");
        play.press("R");
        long list = play.one(Effect.ListImages.class).request();
        play.happen(new Event.RequestFailed(list, gone)).press("i");
        long inspect = play.one(Effect.LoadDetails.class).request();
        play.happen(new Event.RequestFailed(inspect, gone)).happen(new Event.ImagesChanged());
        list = play.one(Effect.ListImages.class).request();
        play.happen(new Event.ImagesListed(list, SomeImages.list()));
        assertTrue(play.one(Effect.LoadDetails.class).request() > inspect);
    }
}
