package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.Reference;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.SearchResult;
import dev.jimg.service.TagList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TagsStoryTest {

    private static final Reference NGINX = Reference.parse("nginx");
    private static final Reference PRIVATE = Reference.parse("localhost:5000/team/api");

    private final Play play = Play.on(120, 40);

    @Test
    void theCursorsArrivalAsksAboutATagAndOneAnswerIsWaitedForAtATime() {
        listed("1.26", "1.27", "1.28", "latest");
        Effect.Describe first = play.one(Effect.Describe.class);
        assertEquals("nginx:1.26", first.reference().familiar());
        play.press("j", "j");
        assertTrue(play.take().isEmpty());
        described(first);
        assertEquals("nginx:1.28", play.one(Effect.Describe.class).reference().familiar());
        assertEquals(PullSamples.digest("nginx:1.26"), tab().image("1.26").orElseThrow().digest());
    }

    @Test
    void aTagIsAskedAboutOnceAlsoWhenThatFailed() {
        listed("a", "b");
        Effect.Describe first = play.one(Effect.Describe.class);
        play.happen(new Event.RequestFailed(first.request(), PullSamples.NO_LOGIN));
        play.press("k", "k");
        assertTrue(play.take().isEmpty());
        assertEquals(PullSamples.NO_LOGIN, tab().details().get("a").failure().orElseThrow());
    }

    @Test
    void aFilterKeepsTheTagUnderTheCursorAndIsAskedAboutWhenTypingEnds() {
        listed("1.26", "1.27", "1.27-alpine", "latest");
        described(play.one(Effect.Describe.class));
        play.press("/").type("alp");
        assertEquals(List.of("1.27-alpine"), tab().shown());
        assertTrue(play.take().isEmpty());
        play.press("enter");
        assertEquals("nginx:1.27-alpine", play.one(Effect.Describe.class).reference().familiar());
        play.press("/", "esc");
        assertEquals(4, tab().shown().size());
        assertEquals("1.27-alpine", tab().selected().orElseThrow());
    }

    @Test
    void anotherRepositoryForgetsWhatWasAskedForTheFirst() {
        listed("1.26");
        Effect.Describe old = play.one(Effect.Describe.class);
        play.press("2", "j", "enter");
        List<Effect> effects = play.take();
        assertTrue(effects.contains(new Effect.Forget(old.request())));
        described(old);
        assertTrue(tab().details().isEmpty());
        assertTrue(tab().shown().isEmpty());
    }

    @Test
    void theSameRepositoryIsNotAskedForAgain() {
        listed("1.26");
        play.take();
        play.press("2", "enter");
        assertTrue(play.take().isEmpty());
        assertEquals(Pane.DETAIL, play.state().focus());
    }

    @Test
    void tellsWhatIsHereFromWhatIsNewerInTheRegistry() {
        listed("1.26", "1.27", "1.28");
        play.press("R");
        long request = play.take().stream().filter(Effect.ListImages.class::isInstance)
                .map(Effect.ListImages.class::cast).findFirst().orElseThrow().request();
        play.happen(new Event.ImagesListed(request, List.of(PullSamples.image("nginx:1.26", false),
                PullSamples.image("nginx:1.27", true))));
        assertEquals(TagsTab.Presence.HERE, tab().presence("1.26"));
        assertEquals(TagsTab.Presence.HERE, tab().presence("1.27"), "nothing says otherwise yet");
        assertEquals(TagsTab.Presence.ABSENT, tab().presence("1.28"));
        visitAll();
        assertEquals(TagsTab.Presence.HERE, tab().presence("1.26"));
        assertEquals(TagsTab.Presence.NEWER, tab().presence("1.27"));
    }

    /** As on an engine that knows only the index it came with, when another platform was built anew. */
    @Test
    void theSameImageUnderAnotherDigestIsNotNewer() {
        listed("1.26");
        play.press("R");
        long request = play.take().stream().filter(Effect.ListImages.class::isInstance)
                .map(Effect.ListImages.class::cast).findFirst().orElseThrow().request();
        ImageSummary image = PullSamples.image("nginx:1.26", false);
        play.happen(new Event.ImagesListed(request, List.of(new ImageSummary(image.id(), image.tags(),
                List.of(image.tags().get(0).withDigest(PullSamples.digest("the index before"))), image.created(),
                image.size(), image.uniqueSize(), image.containers(), image.platform(), image.id().digest(),
                image.health()))));
        visitAll();
        assertEquals(TagsTab.Presence.HERE, tab().presence("1.26"));
    }

    @Test
    void enterOnATagGoesToItsPreview() {
        listed("1.26", "1.27");
        play.press("j");
        play.take();
        play.press("enter");
        assertEquals("nginx:1.27", play.one(Effect.PlanPull.class).what().reference().familiar());
    }

    @Test
    void whatIsKnownOfTagsStaysBounded() {
        listed(IntStream.range(0, 300).mapToObj(i -> "t" + i).toArray(String[]::new));
        visitAll();
        assertEquals("t299", tab().selected().orElseThrow());
        assertEquals(200, tab().details().size());
        assertTrue(tab().image("t299").isPresent());
    }

    @Test
    void aRegistryIsAskedAboutAllTagsOnTheScreenAndTheOneUnderTheCursorFirst() {
        Play small = Play.on(80, 24);
        listed(small, PullSamples.catalogue(), PRIVATE, IntStream.range(0, 100).mapToObj(i -> "t" + i).toArray(String[]::new));
        assertEquals("t0", answer(small));
        small.press("j", "j", "j");
        assertEquals("t1", answer(small), "it was on its way");
        assertEquals("t3", answer(small));
        List<String> asked = new ArrayList<>();
        while (small.state().detail().tags().asking().isPresent()) {
            asked.add(answer(small));
        }
        int rows = TagsTab.listHeight(small.state().height(Pane.DETAIL));
        assertEquals(IntStream.range(2, rows).filter(i -> i != 3).mapToObj(i -> "t" + i).toList(), asked);
    }

    @Test
    void aRegistryThatCannotTellOfOneTagIsNotAskedAboutTheOthersUnlessTheCursorIsOnThem() {
        listed(play, PullSamples.catalogue(), PRIVATE, "a", "b", "c");
        Effect.Describe first = play.one(Effect.Describe.class);
        play.happen(new Event.RequestFailed(first.request(), PullSamples.NO_LOGIN));
        assertTrue(play.take().isEmpty());
        play.press("j");
        assertEquals(PRIVATE.withTag("b"), play.one(Effect.Describe.class).reference());
    }

    private static String answer(Play play) {
        Effect.Describe asked = play.one(Effect.Describe.class);
        play.happen(new Event.Described(asked.request(), PullSamples.remote(asked.reference())));
        return asked.reference().tag().orElseThrow();
    }

    /** Walks down the list, and answers every question about a tag. */
    private void visitAll() {
        play.press("g");
        for (int i = 0; i < tab().shown().size(); i++) {
            tab().asking().ifPresent(asking -> play.happen(new Event.Described(asking.request(),
                    PullSamples.remote(NGINX.withTag(asking.tag())))));
            play.press("j");
        }
    }

    private void listed(String... tags) {
        listed(play, PullSamples.hub(), NGINX, tags);
    }

    private static void listed(Play play, SearchResult found, Reference repository, String... tags) {
        play.press("2", "/").type("nginx").press("enter");
        play.happen(new Event.SearchDone(play.one(Effect.Search.class).request(), found)).press("enter");
        Effect.ListTags list = play.one(Effect.ListTags.class);
        play.happen(new Event.TagsListed(list.request(), new TagList(repository, List.of(tags), true)));
    }

    private void described(Effect.Describe asked) {
        play.happen(new Event.Described(asked.request(), PullSamples.remote(asked.reference())));
    }

    private TagsTab tab() {
        return play.state().detail().tags();
    }
}
