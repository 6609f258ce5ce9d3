package dev.jimg.tui.view;

import dev.jimg.service.Flaw;
import dev.jimg.service.PrunePlan;
import dev.jimg.service.SystemUsage;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeDetails;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.SomeKeeping;
import dev.jimg.tui.state.SomePlans;
import dev.jimg.tui.state.Text;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How reclaiming disk looks: what is marked and weighed, a rule and its dry run. */
class ReclaimScreensTest {

    private static Play marked(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list()).press("space", "j", "space", "space");
        Effect.WeighMarks last = null;
        for (Effect effect : play.take()) {
            last = effect instanceof Effect.WeighMarks weigh ? weigh : last;
        }
        return play.happen(new Event.RemovalPlanned(last.request(), SomePlans.plan(904_000_000)));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void whatTheMarkedWouldFreeStandsInTheEdge(int columns, int rows) {
        Golden.expect("reclaim/marked", marked(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void aRuleAndWhatItSays(int columns, int rows) {
        Golden.expect("reclaim/keep", SomeKeeping.opened(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void whatCanBeDoneWithTheMarked(int columns, int rows) {
        Golden.expect("reclaim/menu", menu(marked(columns, rows)).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void asksBeforeAllMarkedArePulled(int columns, int rows) {
        Golden.expect("reclaim/pull", SomeImages.shown(columns, rows, SomeImages.list()).press("*", "b", "p").state());
    }

    @Test
    void theMenuInChinese() {
        Golden.expect("reclaim/menu-zh", menu(marked(80, 24)).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void theQuestionInChinese() {
        Golden.expect("reclaim/pull-zh", SomeImages.shown(80, 24, SomeImages.list()).press("*", "b", "p").state(),
                Golden.CHINESE, Glyphs.UNICODE);
    }

    private static Play menu(Play play) {
        play.press("b");
        for (Effect effect : play.take()) {
            if (effect instanceof Effect.PlanPrune plan) {
                play.happen(new Event.PrunePlanned(plan.request(), new PrunePlan(plan.what(),
                        SomeImages.list().subList(0, plan.what().all() ? 6 : 1), 880_000_000, 0)));
            } else if (effect instanceof Effect.ReadUsage read) {
                play.happen(new Event.UsageRead(read.request(), new SystemUsage(0, List.of(), List.of(), List.of(),
                        List.of(new SystemUsage.BuildCache("x", "regular", "", 120_000_000, Play.NOW, Play.NOW, 1, false,
                                false)))));
            }
        }
        return play;
    }

    @Test
    void asksOnce() {
        Golden.expect("reclaim/keep-asking", SomeKeeping.opened(80, 24).press("enter").state());
    }

    @Test
    void sayWhatIsNoRule() {
        Golden.expect("reclaim/keep-problem", SomeKeeping.opened(80, 24).press("tab").type("many").state());
    }

    @Test
    void inChinese() {
        Golden.expect("reclaim/keep-zh", SomeKeeping.opened(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void theMarkedInChinese() {
        Golden.expect("reclaim/marked-zh", marked(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void inAscii() {
        Golden.expect("reclaim/keep-ascii", SomeKeeping.opened(80, 24).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @ParameterizedTest
    @CsvSource({"40, 10", "80, 24", "120, 40"})
    void newNamesForTheMarked(int columns, int rows) {
        Golden.expect("reclaim/bulk-tag", SomeImages.shown(columns, rows, SomeImages.list()).press("*", "t")
                .type("reg.example:5000/m/").state());
    }

    @Test
    void theMarkedToAnotherPlace() {
        Golden.expect("reclaim/bulk-copy", SomeImages.shown(80, 24, SomeImages.list()).press("*", "Y").type("store")
                .state());
    }

    @Test
    void theMarkedToAPlaceUnderTheNamesTheyHave() {
        Golden.expect("reclaim/bulk-copy-ready", SomeImages.shown(80, 24, SomeImages.list()).press("*", "Y")
                .type("store://").state());
    }

    @Test
    void newNamesInChinese() {
        Golden.expect("reclaim/bulk-tag-zh", SomeImages.shown(80, 24, SomeImages.list()).press("*", "t").type("python")
                .state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @ParameterizedTest
    @CsvSource({"40, 10", "80, 24"})
    void whatIsToBeVerified(int columns, int rows) {
        Golden.expect("reclaim/bulk-verify", SomeImages.shown(columns, rows, SomeImages.list()).press("*", "V").state());
    }

    @ParameterizedTest
    @CsvSource({"80, 24", "120, 40"})
    void theDetailSaysWhichBlobIsDamagedAndHow(int columns, int rows) {
        Play play = Play.on(columns, rows).happen(new Event.BackendOpened(SomeImages.STORE));
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(),
                List.of(SomeImages.damaged(SomeImages.list().get(1)))));
        Golden.expect("reclaim/damaged", SomeDetails.answerHistory(play).state());
    }

    @Test
    void theDetailSaysInANarrowPaneThatTheBytesAreWrong() {
        Play play = Play.on(80, 24).happen(new Event.BackendOpened(SomeImages.STORE));
        play.happen(new Event.ImagesListed(play.one(Effect.ListImages.class).request(),
                List.of(SomeImages.damaged(SomeImages.list().get(1), Flaw.Kind.WRONG_BYTES, 77_700_000))));
        Golden.expect("reclaim/damaged-bytes", SomeDetails.answerHistory(play.press("3")).state());
    }

    /** It could be verified: that it was found to be damaged is no failure of that. */
    @ParameterizedTest
    @CsvSource({"80, 24"})
    void aVerificationSaysWhatItFound(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.list()).press("V");
        long transfer = play.one(Effect.StartJob.class).transfer();
        play.happen(new Event.JobDone(transfer, Text.count("job.damaged-layers", 1), false));
        Golden.expect("reclaim/verified-damaged", play.state());
    }
}
