package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalPlan.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.state.SomeImages;
import dev.jimg.tui.state.SomePlans;
import dev.jimg.tui.term.Glyphs;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the remove and tag dialogs look like. */
class ImageDialogScreensTest {

    private static Play list(int columns, int rows) {
        return SomeImages.shown(columns, rows, SomeImages.list());
    }

    /** Three marked images, one of each kind of effect. */
    private static Play removal(int columns, int rows) {
        Play play = list(columns, rows).press("space", "space", "down", "down", "space", "d");
        SomePlans.answer(play, SomePlans.plan(904_000_000,
                SomePlans.target("nginx:1.27", Effect.BLOCKED, 192_000_000, 0, "cache-1"),
                SomePlans.target("python:3.12", Effect.UNTAG, 1_020_000_000, 0),
                SomePlans.target("registry.example.com:5000/team/backend/api:2.3.1", Effect.DELETE, 310_000_000, 2)));
        return SomePlans.answer(play, SomePlans.plan(1_100_000_000,
                SomePlans.target("nginx:1.27", Effect.DELETE, 192_000_000, 0),
                SomePlans.target("python:3.12", Effect.UNTAG, 1_020_000_000, 0),
                SomePlans.target("registry.example.com:5000/team/backend/api:2.3.1", Effect.DELETE, 310_000_000, 2)));
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void saysWhatARemovalCosts(int columns, int rows) {
        Golden.expect("images/remove", removal(columns, rows).state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void showsAllStepsOfClearingTheWay(int columns, int rows) {
        Play play = list(columns, rows).press("space", "space", "d");
        SomePlans.answer(play, SomePlans.plan(904_000_000,
                SomePlans.target("nginx:1.27", Effect.BLOCKED, 192_000_000, 0, "web-1 (running)", "db-migrate"),
                SomePlans.target("python:3.12", Effect.UNTAG, 1_020_000_000, 0)));
        Golden.expect("images/clear", play.press("c").state());
    }

    /** Two of each, so that nothing fits beside the keys for all that can be done. */
    @Test
    void leavesTheSumALineOnTheSmallestScreen() {
        Play play = SomeImages.shown(40, 10, SomeImages.many(6)).press("*", "d");
        List<String> names = play.state().images().chosen().stream().map(row -> row.name()).toList();
        SomePlans.answer(play, SomePlans.plan(20_000_000, names.stream().map(name -> SomePlans.target(name,
                names.indexOf(name) < 2 ? Effect.BLOCKED : Effect.DELETE, 10_000_000, 0, "web")).toArray(
                        RemovalPlan.Target[]::new)));
        SomePlans.answer(play, SomePlans.plan(60_000_000, names.stream().map(name -> SomePlans.target(name,
                Effect.DELETE, 10_000_000, 0)).toArray(RemovalPlan.Target[]::new)));
        Golden.expect("images/remove-all-keys", play.press("G").state());
    }

    @Test
    void showsTheStepsInChinese() {
        Play play = list(80, 24).press("d");
        SomePlans.answer(play, SomePlans.plan(904_000_000,
                SomePlans.target("nginx:1.27", Effect.BLOCKED, 192_000_000, 0, "web-1 (running)")));
        Golden.expect("images/clear-zh", play.press("c").state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void saysItInChinese() {
        Golden.expect("images/remove-chinese", removal(80, 24).state(), Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void saysItInAscii() {
        Golden.expect("images/remove-ascii", removal(80, 24).state(), Golden.ENGLISH, Glyphs.ASCII);
    }

    @Test
    void asksCalmlyForThePlan() {
        Golden.expect("images/remove-waiting", list(80, 24).press("d").state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void tellsWhyThereIsNoPlan(int columns, int rows) {
        Play play = list(columns, rows).press("d");
        SomePlans.fail(play, new Failure(Failure.Kind.UNREACHABLE, "plan the removal of", "nginx:1.27",
                "the engine does not answer", "Is it running? Look at its log."));
        Golden.expect("images/remove-failed", play.state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24"})
    void scrollsManyTargets(int columns, int rows) {
        Play play = SomeImages.shown(columns, rows, SomeImages.many(100)).press("*", "d");
        List<RemovalPlan.Target> targets = play.state().images().chosen().stream().map(row ->
                SomePlans.target(row.name(), Effect.DELETE, row.image().size(), 0)).toList();
        SomePlans.answer(play, new RemovalPlan(targets, 1_500_000_000L, 1_900_000_000L)).press("pgdn", "down");
        Golden.expect("images/remove-many", play.state());
    }

    @ParameterizedTest
    @CsvSource({"40,10", "80,24", "120,40"})
    void asksForAName(int columns, int rows) {
        Golden.expect("images/tag", list(columns, rows).press("t").type("-mine").state());
    }

    @Test
    void saysWhatIsWrongWithAName() {
        Golden.expect("images/tag-invalid", list(80, 24).press("t", "ctrl+u").type("Team/API:2").state());
    }

    @Test
    void saysWhoLosesTheName() {
        Golden.expect("images/tag-taken", list(80, 24).press("t", "ctrl+u").type("redis:7-alpine").state());
    }

    @Test
    void asksForANameInChinese() {
        Golden.expect("images/tag-chinese", list(80, 24).press("t", "ctrl+u").type("redis:7-alpine").state(),
                Golden.CHINESE, Glyphs.UNICODE);
    }

    @Test
    void saysWhatWasDone() {
        Play play = list(80, 24).happen(new Event.Removed(SomePlans.removed(
                SomeImages.list().get(0), SomeImages.list().get(3)), 2));
        Golden.expect("images/removed", play.state());
    }
}
