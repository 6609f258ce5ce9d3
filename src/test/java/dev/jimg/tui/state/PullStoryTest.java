package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Platform;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.PullPlan;
import dev.jimg.service.TagList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PullStoryTest {

    private static final long PLENTY = 41_000_000_000L;

    private final Play play = Play.on(120, 40).press("4");

    @Test
    void aTypedNameIsPreviewedAndPulled() {
        play.press("p").type("nginx:1.27").press("enter");
        Effect.PlanPull plan = play.one(Effect.PlanPull.class);
        play.press("enter");
        assertTrue(play.take().isEmpty(), "there is no plan yet");
        answer(plan, PLENTY, false);
        play.press("enter");
        Effect.StartPull pull = play.one(Effect.StartPull.class);
        assertEquals("nginx:1.27", pull.what().reference().familiar());
        assertTrue(play.state().dialogs().isEmpty());
        assertEquals(Pane.TRANSFERS, play.state().focus());
        assertEquals(pull.transfer(), play.state().transfers().all().get(0).id());
    }

    @Test
    void aBadNameIsExplainedAndNotAskedFor() {
        play.press("p").type("Nginx");
        assertTrue(line().problem().isPresent());
        play.press("enter");
        assertTrue(line().insisted());
        assertTrue(play.take().isEmpty());
        play.press("ctrl+u").type("nginx");
        assertTrue(line().problem().isEmpty());
        assertEquals("docker.io/library/nginx:latest", line().meant().orElseThrow().toString());
    }

    @Test
    void tabGoesRoundTheCandidatesAndBackToWhatWasTyped() {
        images("nginx:1.26", "my/nginx:2", "redis:7");
        play.press("p").type("ngi").press("tab");
        assertEquals("nginx:1.26", line().line().text());
        play.press("tab");
        assertEquals("my/nginx:2", line().line().text());
        play.press("tab");
        assertEquals("ngi", line().line().text());
        play.press("shift+tab");
        assertEquals("my/nginx:2", line().line().text());
    }

    @Test
    void tabCompletesANameThatCouldNotBeResolved() {
        images("nginx:1.26");
        play.press("p").type("nginx").press("enter");
        play.happen(new Event.RequestFailed(play.one(Effect.PlanPull.class).request(), PullSamples.NO_LOGIN));
        play.press("tab");
        assertEquals("nginx:1.26", line().line().text());
    }

    @Test
    void aPasteIsCheckedLikeTyping() {
        play.press("p").happen(new Event.TextPasted("  ghcr.io/a/b:1\n"));
        assertEquals("ghcr.io/a/b:1", line().meant().orElseThrow().toString());
    }

    @Test
    void theImageUnderTheCursorStandsInTheLine() {
        images("nginx:1.26");
        play.press("1", "p");
        assertEquals("nginx:1.26", line().line().text());
    }

    @Test
    void escapeLeadsBackToTheLineAndThenOut() {
        play.press("p").type("nginx").press("enter");
        Effect.PlanPull plan = play.one(Effect.PlanPull.class);
        play.press("esc");
        assertEquals(plan.request(), play.one(Effect.Forget.class).request());
        assertEquals("nginx", line().line().text());
        play.press("esc");
        assertTrue(play.state().dialogs().isEmpty());
    }

    @Test
    void aPlanThatFailsLeadsBackToTheLineWithTheReason() {
        play.press("p").type("ghcr.io/a/b:1").press("enter");
        Effect.PlanPull plan = play.one(Effect.PlanPull.class);
        play.happen(new Event.RequestFailed(plan.request(), PullSamples.NO_LOGIN));
        assertEquals(PullSamples.NO_LOGIN, line().failure().orElseThrow());
        play.press("backspace").type("2");
        assertTrue(line().failure().isEmpty());
        assertEquals("ghcr.io/a/b:2", line().line().text());
    }

    @Test
    void anotherPlatformIsPlannedAnewAndPulled() {
        preview();
        play.press("t", "j", "enter");
        Effect.PlanPull other = play.one(Effect.PlanPull.class);
        assertEquals(PullSamples.ARM64, other.what().platform().orElseThrow());
        play.press("enter");
        assertTrue(play.take().isEmpty(), "the plan in sight is for the other platform");
        answer(other, PLENTY, false);
        play.press("enter");
        assertEquals(PullSamples.ARM64, play.one(Effect.StartPull.class).what().platform().orElseThrow());
    }

    @Test
    void arrowsStepThroughThePlatformsAndForgetThePlanPassedBy() {
        preview();
        play.press("right");
        long first = play.one(Effect.PlanPull.class).request();
        play.press("right");
        List<Effect> effects = play.take();
        assertEquals(new Effect.Forget(first), effects.get(0));
        assertEquals(PullSamples.ARM7, ((Effect.PlanPull) effects.get(1)).what().platform().orElseThrow());
    }

    @Test
    void aDiskTooSmallRefusesBeforeAnythingIsFetched() {
        answer(ask(), 1_000_000, false);
        play.press("enter");
        assertTrue(play.take().isEmpty());
        assertInstanceOf(PullPreview.class, play.state().dialog().orElseThrow());
    }

    @Test
    void whatIsUpToDateIsNotPulled() {
        answer(ask(), PLENTY, true);
        play.press("enter");
        assertTrue(play.take().isEmpty());
        assertTrue(play.state().dialogs().isEmpty());
        assertEquals("transfer.up-to-date", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void aNameThatIsBeingPulledPointsToThatPull() {
        preview();
        play.press("enter");
        play.one(Effect.StartPull.class);
        play.press("p").type("docker.io/library/nginx").press("enter");
        assertTrue(play.take().isEmpty());
        assertEquals("pull.running", play.state().notice().orElseThrow().text().key());
        assertEquals(1, play.state().transfers().all().size());
    }

    @Test
    void aNameWithoutThatTagOffersTheTagsThatThereAre() {
        play.press("p").type("team/api").press("enter");
        play.happen(new Event.RequestFailed(play.one(Effect.PlanPull.class).request(), PullSamples.NO_TAG));
        Effect.OfferTags asked = play.one(Effect.OfferTags.class);
        assertEquals("team/api", asked.repository().familiarName());
        play.happen(new Event.TagsListed(asked.request(), new TagList(asked.repository(), List.of("1.0", "2.0"), true)));
        assertEquals(List.of("team/api:1.0", "team/api:2.0"), line().completion().candidates());
        play.press("down", "down");
        assertEquals("team/api:2.0", line().line().text());
        play.press("enter");
        assertEquals("team/api:2.0", play.one(Effect.PlanPull.class).what().reference().familiar());
    }

    @Test
    void theOfferedTagsStayToBeCompletedWhileTyping() {
        play.press("p").type("team/api").press("enter");
        play.happen(new Event.RequestFailed(play.one(Effect.PlanPull.class).request(), PullSamples.NO_TAG));
        Effect.OfferTags asked = play.one(Effect.OfferTags.class);
        play.happen(new Event.TagsListed(asked.request(), new TagList(asked.repository(), List.of("1.0", "2.0"), true)));
        play.type(":2").press("tab");
        assertEquals("team/api:2.0", line().line().text());
        assertTrue(play.take().isEmpty());
    }

    @Test
    void aRepositoryWhoseTagsCannotBeListedOffersNone() {
        play.press("p").type("team/api").press("enter");
        play.happen(new Event.RequestFailed(play.one(Effect.PlanPull.class).request(), PullSamples.NO_TAG));
        long asked = play.one(Effect.OfferTags.class).request();
        play.happen(new Event.RequestFailed(asked, PullSamples.NO_TAG));
        assertEquals(PullSamples.NO_TAG, line().failure().orElseThrow());
        assertTrue(play.take().isEmpty());
    }

    @Test
    void leavingTheLineForgetsTheTagsAskedFor() {
        play.press("p").type("team/api").press("enter");
        play.happen(new Event.RequestFailed(play.one(Effect.PlanPull.class).request(), PullSamples.NO_TAG));
        long asked = play.one(Effect.OfferTags.class).request();
        play.press("esc");
        assertEquals(List.of(new Effect.Forget(asked)), play.take());
    }

    @Test
    void theNameOfTheSelectedImageGoesAtTheFirstLetterAndStaysWithAnArrow() {
        images("nginx:1.26");
        play.press("1", "p");
        assertEquals("nginx:1.26", line().line().text());
        play.type("redis");
        assertEquals("redis", line().line().text());
        play.press("esc", "p", "end").type("-alpine");
        assertEquals("nginx:1.26-alpine", line().line().text());
        play.press("esc", "p", "backspace");
        assertEquals("", line().line().text());
    }

    private void preview() {
        answer(ask(), PLENTY, false);
    }

    private Effect.PlanPull ask() {
        play.press("p").type("nginx").press("enter");
        return play.one(Effect.PlanPull.class);
    }

    private void answer(Effect.PlanPull asked, long free, boolean upToDate) {
        List<Platform> platforms = List.of(PullSamples.AMD64, PullSamples.ARM64, PullSamples.ARM7);
        PullPlan plan = PullSamples.plan(asked.what(), free, upToDate, platforms);
        play.happen(new Event.PullPlanned(asked.request(), plan));
    }

    private void images(String... names) {
        List<ImageSummary> images = Stream.of(names).map(name -> PullSamples.image(name, false)).toList();
        play.press("R");
        long request = play.take().stream().filter(Effect.ListImages.class::isInstance)
                .map(Effect.ListImages.class::cast).findFirst().orElseThrow().request();
        play.happen(new Event.ImagesListed(request, images));
        play.take();
    }

    private PullDialog line() {
        return assertInstanceOf(PullDialog.class, play.state().dialog().orElseThrow());
    }
}
