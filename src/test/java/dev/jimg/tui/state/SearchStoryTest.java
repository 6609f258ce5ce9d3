package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.SearchResult;
import org.junit.jupiter.api.Test;

class SearchStoryTest {

    private final Play play = Play.on(120, 40).press("2");

    @Test
    void enterTypesAQueryWhereNothingIsSelectedAndSearchesIt() {
        play.press("enter").type("nginx").press("enter");
        Effect.Search search = play.one(Effect.Search.class);
        assertEquals("nginx", search.what().term());
        assertFalse(pane().typing());
        play.happen(new Event.SearchDone(search.request(), PullSamples.hub()));
        assertEquals("nginx", pane().selected().orElseThrow().name());
        assertEquals("Docker Hub", pane().source());
    }

    @Test
    void aNewSearchForgetsTheOneOnItsWayAndItsAnswerComesTooLate() {
        long first = search("first");
        play.press("/").type("second").press("enter");
        assertEquals(first, ((Effect.Forget) play.take().get(0)).request());
        play.happen(new Event.SearchDone(first, PullSamples.hub()));
        assertTrue(pane().shown().isEmpty());
        assertTrue(pane().result().loading());
    }

    @Test
    void typingGoesOnWhileASearchRuns() {
        long request = search("nginx");
        play.press("/").type("redi").happen(new Event.SearchDone(request, PullSamples.hub())).type("s");
        assertEquals("redis", pane().query().text());
        assertTrue(pane().typing());
        assertEquals(6, pane().shown().size());
    }

    @Test
    void theOldHitsStayUntilTheNewOnesAreHere() {
        found(PullSamples.hub());
        search("redis");
        assertEquals(6, pane().shown().size());
    }

    @Test
    void escapeLeavesTheLineAndBringsTheSearchedTermBack() {
        found(PullSamples.hub());
        play.press("/").type("other").press("esc");
        assertFalse(pane().typing());
        assertEquals("nginx", pane().query().text());
        assertTrue(play.take().isEmpty());
    }

    @Test
    void upBringsTheLastTermBackIntoTheLine() {
        found(PullSamples.hub());
        play.press("/", "up").type("-unit").press("enter");
        assertEquals("nginx-unit", play.one(Effect.Search.class).what().term());
    }

    @Test
    void officialOnlyKeepsTheCursorOnItsHit() {
        found(PullSamples.hub());
        play.press("o");
        assertEquals(1, pane().shown().size());
        play.press("o");
        assertEquals("nginx", pane().selected().orElseThrow().name());
        assertEquals(6, pane().shown().size());
    }

    @Test
    void starsSortTheHitsAndTheCursorStaysOnItsOwn() {
        found(PullSamples.hub());
        play.press("j", "s");
        assertEquals("nginx/nginx-ingress", pane().selected().orElseThrow().name());
        assertEquals(2, pane().cursor().index());
        assertEquals(1250, pane().shown().get(1).stars());
    }

    @Test
    void aFailureTakesTheHitsOfAnotherTermAway() {
        found(PullSamples.hub());
        long request = search("redis");
        play.happen(new Event.RequestFailed(request, PullSamples.OFFLINE));
        assertTrue(pane().shown().isEmpty());
        assertEquals(PullSamples.OFFLINE, pane().result().failure().orElseThrow());
        assertEquals(PullSamples.OFFLINE, play.state().notice().orElseThrow().failure().orElseThrow());
    }

    @Test
    void enterOnAHitOpensItsTagsThere() {
        found(PullSamples.catalogue());
        play.press("j", "enter");
        assertEquals("localhost:5000/team/web", play.one(Effect.ListTags.class).repository().toString());
        assertEquals(Pane.DETAIL, play.state().focus());
        assertEquals(DetailTab.TAGS, play.state().detail().tab());
    }

    @Test
    void pOnAHitGoesStraightToThePreview() {
        found(PullSamples.hub());
        play.press("p");
        assertEquals("docker.io/library/nginx:latest", play.one(Effect.PlanPull.class).what().reference().toString());
        assertTrue(play.state().dialog().orElseThrow() instanceof PullPreview);
    }

    private void found(SearchResult result) {
        play.happen(new Event.SearchDone(search("nginx"), result));
    }

    private long search(String term) {
        play.press("/").type(term).press("enter");
        return play.one(Effect.Search.class).request();
    }

    private SearchPane pane() {
        return play.state().search();
    }
}
