package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the remove dialog asks, offers and does. */
class RemoveStoryTest {

    private final Play play = SomeImages.shown(80, 24, SomeImages.list());

    private static RemovalPlan.Target gone(String name) {
        return SomePlans.target(name, RemovalPlan.Effect.DELETE, 10, 0);
    }

    private static RemovalPlan.Target blocked(String name) {
        return SomePlans.target(name, RemovalPlan.Effect.BLOCKED, 10, 0, "web (running)");
    }

    private List<String> keys() {
        return play.state().dialog().orElseThrow().hints().stream().map(Hint::key).toList();
    }

    @Test
    void asksWhatTheSelectedOneWouldFree() {
        play.press("d");
        RemoveRequest asked = play.one(Effect.PlanRemoval.class).what();
        assertEquals(List.of("nginx:1.27"), asked.images());
        assertFalse(asked.force());
    }

    @Test
    void actsOnTheMarkedOnesAndNamesADanglingOneByItsId() {
        play.press("space", "down", "down", "down", "down", "space", "delete");
        List<String> asked = play.one(Effect.PlanRemoval.class).what().images();
        assertEquals("nginx:1.27", asked.get(0));
        assertTrue(asked.get(1).startsWith("sha256:"), asked.get(1));
    }

    @Test
    void offersNothingUntilThePlanIsHere() {
        play.press("d");
        assertEquals(List.of("esc"), keys());
        play.press("d", "u", "f");
        assertEquals(1, play.state().dialogs().size());
        assertEquals("remove.wait", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void enterTakesNothingAway() {
        play.press("d");
        SomePlans.answer(play, SomePlans.plan(10, gone("nginx:1.27")));
        play.press("enter", "space", "y");
        assertEquals(List.of(), play.take());
        assertEquals(1, play.state().dialogs().size());
    }

    @Test
    void deletesWhatCanBeDeleted() {
        play.press("space", "space", "d");
        SomePlans.answer(play, SomePlans.plan(10, blocked("nginx:1.27"), gone("python:3.12")));
        play.press("d");
        RemoveRequest done = play.one(Effect.Remove.class).what();
        assertEquals(new RemoveRequest(List.of("python:3.12"), RemoveRequest.Mode.REMOVE, false, true, true), done);
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void offersOneOfTwoThatDoTheSame() {
        play.press("d");
        SomePlans.answer(play, SomePlans.plan(0, SomePlans.target("nginx:1.27", RemovalPlan.Effect.UNTAG, 10, 0)));
        assertEquals(List.of("u", "esc"), keys());
        play.press("d");
        assertEquals(List.of("nginx:1.27"), play.one(Effect.Remove.class).what().images(), "fingers know d");
    }

    @Test
    void offersForceOnlyWhereItHelps() {
        play.press("d");
        SomePlans.answer(play, SomePlans.plan(0, blocked("nginx:1.27")));
        assertEquals(List.of("u", "c", "esc"), keys());
        SomePlans.answer(play, SomePlans.plan(0, blocked("nginx:1.27")));
        assertEquals(List.of("u", "c", "esc"), keys());
        play.press("f");
        assertEquals("remove.force-is-no-help", play.state().notice().orElseThrow().text().key());
    }

    @Test
    void forcesWhatAPlainRemovalCannotDo() {
        play.press("d");
        SomePlans.answer(play, SomePlans.plan(0, blocked("nginx:1.27")));
        Effect.PlanRemoval forced = play.one(Effect.PlanRemoval.class);
        assertTrue(forced.what().force());
        play.happen(new Event.RemovalPlanned(forced.request(), SomePlans.plan(10, gone("nginx:1.27"))));
        assertEquals(List.of("u", "f", "c", "esc"), keys());
        play.press("f");
        assertTrue(play.one(Effect.Remove.class).what().force());
    }

    @Test
    void clearsTheWayInTheRightOrderWithOneConfirmation() {
        play.press("space", "space", "d");
        SomePlans.answer(play, SomePlans.plan(10,
                SomePlans.target("nginx:1.27", RemovalPlan.Effect.BLOCKED, 10, 0, "web (running)", "old"),
                gone("python:3.12")));
        play.take();
        play.press("c");
        assertEquals(List.of(), play.take(), "nothing happens before it was confirmed");
        play.press("enter", "y");
        Effect.ClearAndRemove clear = play.one(Effect.ClearAndRemove.class);
        assertEquals(List.of(new ClearStep(ClearStep.Kind.STOP, "web"),
                new ClearStep(ClearStep.Kind.REMOVE_CONTAINER, "web"),
                new ClearStep(ClearStep.Kind.REMOVE_CONTAINER, "old"),
                new ClearStep(ClearStep.Kind.REMOVE_IMAGE, "nginx:1.27"),
                new ClearStep(ClearStep.Kind.REMOVE_IMAGE, "python:3.12")), clear.steps());
        assertEquals(RemoveRequest.of(List.of("nginx:1.27", "python:3.12")).forUndo(), clear.what());
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void goesBackToTheRemovalFromTheSteps() {
        play.press("d");
        SomePlans.answer(play, SomePlans.plan(0, blocked("nginx:1.27")));
        play.press("c", "esc");
        assertTrue(play.state().dialog().orElseThrow() instanceof RemoveDialog);
    }

    @Test
    void sumsUpWhatWasCleared() {
        play.press("space");
        play.happen(new Event.Cleared(1, 2, List.of(),
                new Event.Removed(SomePlans.removed(SomeImages.list().get(0)), 1)));
        assertEquals(Text.of("clear.done", 1, Text.count("clear.containers", 2), Text.count("clear.images", 1),
                new ByteCount(192_000_000), 24),
                play.state().notice().orElseThrow().text());
        assertTrue(play.state().images().marks().isEmpty());
        play.one(Effect.ListImages.class);
    }

    @Test
    void saysWhichStepOfTheClearingFailed() {
        Failure stuck = new Failure(Failure.Kind.CONFLICT, "stop", "web", "it does not end", "");
        play.happen(new Event.Cleared(0, 0, List.of(stuck),
                new Event.Removed(new RemovalResult(List.of(), List.of(), 0), 0)));
        assertEquals(stuck, play.state().notice().orElseThrow().failure().orElseThrow());
    }

    @Test
    void untagsOnlyWhatHasAName() {
        play.press("space", "down", "down", "down", "down", "space", "d");
        SomePlans.answer(play, SomePlans.plan(10, gone("nginx:1.27"), gone("sha256:0")));
        play.press("u");
        assertEquals(new RemoveRequest(List.of("nginx:1.27"), RemoveRequest.Mode.UNTAG, false, false, true),
                play.one(Effect.Remove.class).what());
    }

    @Test
    void escapeKeepsEverythingAndForgetsTheQuestion() {
        play.press("space", "d");
        play.take();
        play.press("esc");
        assertEquals(List.of(), play.state().dialogs());
        play.one(Effect.Forget.class);
        assertEquals(Set.of("nginx:1.27"), play.state().images().marks().keys());
    }

    @Test
    void asksAgainWhereThePlanFailed() {
        play.press("d");
        SomePlans.fail(play, new Failure(Failure.Kind.UNREACHABLE, "plan", "", "no answer", ""));
        assertEquals(List.of("r", "esc"), keys());
        play.press("r");
        play.one(Effect.PlanRemoval.class);
        assertEquals(List.of("esc"), keys());
    }

    @Test
    void scrollsNoFurtherThanTheLastTarget() {
        Play many = SomeImages.shown(80, 24, SomeImages.many(100)).press("*", "d", "end", "down");
        RemoveDialog dialog = (RemoveDialog) many.state().dialog().orElseThrow();
        assertEquals(100 - dialog.lines(many.state().size()), dialog.top());
        many.press("up");
        assertEquals(dialog.top() - 1, ((RemoveDialog) many.state().dialog().orElseThrow()).top());
    }

    @Test
    void saysWhatWasFreedClearsTheMarksAndAsksForTheList() {
        play.press("space").happen(new Event.Removed(SomePlans.removed(SomeImages.list().get(0)), 1));
        assertEquals(Text.of("remove.done-one", 1, new ByteCount(192_000_000)),
                play.state().notice().orElseThrow().text());
        assertTrue(play.state().images().marks().isEmpty());
        play.one(Effect.ListImages.class);
    }

    @Test
    void saysTheFirstFailureAndKeepsAllInTheLog() {
        Failure first = new Failure(Failure.Kind.CONFLICT, "remove", "a:1", "container web uses it", "");
        Failure second = new Failure(Failure.Kind.CONFLICT, "remove", "b:1", "container db uses it", "");
        RemovalResult done = SomePlans.removed(SomeImages.list().get(0));
        play.happen(new Event.Removed(new RemovalResult(done.steps(), List.of(first, second), done.freed()), 1));
        assertEquals(first, play.state().notice().orElseThrow().failure().orElseThrow());
        assertEquals(3, play.state().log().size());
    }

    @Test
    void saysThatOnlyNamesWent() {
        play.happen(new Event.Removed(new RemovalResult(
                List.of(new RemovalResult.Step(RemovalResult.Action.UNTAGGED, "python:3.12"),
                        new RemovalResult.Step(RemovalResult.Action.UNTAGGED, "python@sha256:" + "a".repeat(64))),
                List.of(), 0), 0));
        assertEquals(Text.count("remove.untagged", 1, "python:3.12"), play.state().notice().orElseThrow().text());
    }
}
