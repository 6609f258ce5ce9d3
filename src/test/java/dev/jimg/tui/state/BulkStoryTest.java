package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.oci.ImageId;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.Failure;
import dev.jimg.service.PullResult;
import dev.jimg.service.SystemUsage;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private BulkNamesDialog names() {
        return (BulkNamesDialog) play.state().dialog().orElseThrow();
    }

    @Test
    void tagsTheMarkedUnderAPrefixAndKeepsTheirTags() {
        play.press("*", "t").type("reg.example:5000/mirror/");
        assertEquals(8, names().possible());
        play.take();
        play.press("enter");
        List<String> wanted = play.one(Effect.TagImages.class).all().stream().map(one -> one.target().familiar()).toList();
        assertTrue(wanted.contains("reg.example:5000/mirror/nginx:1.27"), wanted::toString);
        assertTrue(wanted.contains("reg.example:5000/mirror/team/backend/api:2.3.1"), wanted::toString);
        play.happen(new Event.TaggedAll(7, List.of(new Failure(Failure.Kind.NOT_FOUND, "tag", "redis:7-alpine", "gone", ""))));
        assertEquals(Text.of("batch.partly", Text.count("batch.tag", 7), 1, "redis:7-alpine"),
                play.state().notice().orElseThrow().text());
        play.one(Effect.ListImages.class);
    }

    @Test
    void intoOneRepositoryOnlyWhatStaysApart() {
        play.press("*", "t").type("all");
        assertEquals(8, names().possible(), "the tags differ");
        play.press("esc", "esc", "/").type("python:3.12").press("enter", "*", "b", "T").type("all:latest");
        assertEquals("bulk.keeps-tags", names().problem().orElseThrow().key());
        play.press("ctrl+u").type("Bad Name");
        assertEquals("failure.line", names().problem().orElseThrow().key());
        play.press("ctrl+u").type("python");
        assertEquals(0, names().possible(), "they are called so already");
    }

    @Test
    void copiesTheMarkedToAnotherPlaceAFewAtATime() {
        play.press("*", "Y").type("team/");
        assertEquals("bulk.no-place", names().problem().orElseThrow().key());
        play.press("ctrl+u").type("docker://reg.example/m/");
        play.take();
        play.press("enter");
        List<Effect.StartJob> first = play.take().stream().filter(Effect.StartJob.class::isInstance)
                .map(Effect.StartJob.class::cast).toList();
        assertEquals(Batch.AT_ONCE, first.size());
        assertEquals("nginx:1.27 → docker://reg.example/m/nginx:1.27", first.get(0).job().name());
        play.press("*", "b", "Y").type("store://");
        assertEquals(8, names().possible(), "under the names they have");
    }

    @Test
    void copiesByItsIdWhatMayLoseItsNameToAnotherOfTheMarked() {
        Play two = SomeImages.shown(120, 40, List.of(SomeImages.image("inner", SomeImages.days(1), 10, 0, "app:1"),
                SomeImages.image("outer", SomeImages.days(2), 10, 0, "team/app:1")));
        two.press("*", "Y").type("store://team/");
        two.take();
        two.press("enter");
        List<CopyRequest> jobs = two.take().stream().filter(Effect.StartJob.class::isInstance)
                .map(effect -> ((Job.Copy) ((Effect.StartJob) effect).job()).what()).toList();
        String outer = SomeImages.image("outer", SomeImages.days(2), 10, 0).id().toString();
        assertEquals(Map.of("app:1", "team/app:1", outer, "team/team/app:1"), jobs.stream().collect(
                Collectors.toMap(job -> job.source().image(), job -> job.target().image())));
    }

    @Test
    void verifiesTheMarkedAsOneAndRepairsWhatIsKnownToBeDamaged() {
        play.press("*", "V");
        assertEquals(9, ((BulkDialog) play.state().dialog().orElseThrow()).possible(), "also what has no name");
        play.take();
        Job.Verify all = (Job.Verify) play.press("y").one(Effect.StartJob.class).job();
        assertEquals(9, all.images().size());
        play.press("*", "F");
        Job.Verify mend = (Job.Verify) play.one(Effect.StartJob.class).job();
        assertEquals(List.of("team/broken:nightly-2025-10-18-rc1"), mend.images(), "one needs no question");
        assertTrue(mend.repair());
    }

    @Test
    void anEngineIsNotAsked() {
        play.happen(new Event.BackendSwitched(SomeImages.ENGINE));
        SomeImages.relisted(play, SomeImages.list()).press("*", "V");
        assertEquals("disabled.engine-verifies", play.state().notice().orElseThrow().text().key());
        play.press("F");
        assertEquals("disabled.engine-verifies", play.state().notice().orElseThrow().text().key());
        play.press("b", "V");
        assertEquals(PruneDialog.class, play.state().dialog().orElseThrow().getClass());
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
