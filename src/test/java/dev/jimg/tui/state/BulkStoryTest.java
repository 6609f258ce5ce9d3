package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.service.Failure;
import dev.jimg.service.PullResult;
import dev.jimg.service.SystemUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is marked is dealt with as one: one question, a few at a time, one sentence at the end. */
class BulkStoryTest {

    private final Play play = SomeImages.shown(120, 40, SomeImages.list());

    private List<Effect.StartPull> started() {
        return play.take().stream().filter(Effect.StartPull.class::isInstance).map(Effect.StartPull.class::cast).toList();
    }

    private void finish(Effect.StartPull pull) {
        play.happen(new Event.TransferDone(pull.transfer(), new PullResult(pull.what().reference(),
                PullSamples.digest("x"), new ImageId(PullSamples.digest("y")), true, 1000)));
    }

    private void fail(Effect.StartPull pull) {
        play.happen(new Event.TransferFailed(pull.transfer(),
                new Failure(Failure.Kind.UNREACHABLE, "pull", pull.what().reference().familiar(), "no answer", "")));
    }

    @Test
    void pullsTheMarkedAgainAFewAtATimeAndSaysOneSentence() {
        play.press("*", "b", "p");
        BulkDialog asked = (BulkDialog) play.state().dialog().orElseThrow();
        assertEquals(9, asked.rows().size());
        assertEquals(8, asked.possible(), "one has no name");
        play.take();
        play.press("enter");
        assertEquals(List.of(), play.take(), "Enter does nothing");
        play.press("y");
        assertTrue(play.state().images().marks().isEmpty());
        List<Effect.StartPull> first = started();
        assertEquals(Batch.AT_ONCE, first.size());
        fail(first.get(0));
        List<Effect.StartPull> next = started();
        assertEquals(1, next.size(), "as one ends another begins");
        for (Effect.StartPull pull : first.subList(1, 4)) {
            finish(pull);
        }
        List<Effect.StartPull> last = started();
        assertEquals(3, last.size());
        next.forEach(this::finish);
        last.forEach(this::finish);
        assertEquals(Text.of("batch.partly", Text.count("batch.pull", 7), 1, first.get(0).what().reference().familiar()),
                play.state().notice().orElseThrow().text());
        assertEquals(List.of(), play.state().transfers().batches());
    }

    @Test
    void whoCancelsOneWantsNoneOfThoseThatWait() {
        play.press("*", "b", "p", "y");
        List<Effect.StartPull> first = started();
        play.happen(new Event.TransferCancelled(first.get(0).transfer()));
        assertEquals(List.of(), started());
        first.subList(1, 4).forEach(this::finish);
        assertEquals("batch.partly", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void theMenuLeadsToTheMarked() {
        play.press("space", "b", "m");
        assertEquals(RemoveDialog.class, play.state().dialog().orElseThrow().getClass());
        play.press("esc", "b", "w");
        assertEquals(FormDialog.class, play.state().dialog().orElseThrow().getClass());
        play.press("esc", "b", "P");
        assertEquals(BulkDialog.Kind.PUSH, ((BulkDialog) play.state().dialog().orElseThrow()).kind());
        play.press("y");
        assertEquals(1, play.take().stream().filter(Effect.StartJob.class::isInstance).count());
    }

    @Test
    void withoutMarksTheMenuOnlyClearsAway() {
        play.press("b", "m", "p", "w");
        assertEquals(PruneDialog.class, play.state().dialog().orElseThrow().getClass());
        play.press("c");
        assertTrue(play.take().stream().noneMatch(Effect.PruneCache.class::isInstance), "it is not known yet");
        long request = ((PruneDialog) play.state().dialog().orElseThrow()).usage().request();
        SystemUsage.BuildCache cache = new SystemUsage.BuildCache("x", "regular", "", 5000, Play.NOW, Play.NOW, 1, false,
                false);
        play.happen(new Event.UsageRead(request, new SystemUsage(0, List.of(), List.of(), List.of(), List.of(cache))));
        play.press("c");
        play.one(Effect.PruneCache.class);
    }
}
