package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.Failure;
import dev.jimg.service.keep.KeepPlan;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeping the newest of a repository: the rule, its dry run, one question. */
class KeepStoryTest {

    private static KeepDialog dialog(Play play) {
        return (KeepDialog) play.state().dialog().orElseThrow();
    }

    @Test
    void beginsWithTheRepositoryOfTheSelectedImage() {
        Play play = SomeImages.shown(80, 24, SomeKeeping.images()).press("b", "k");
        Effect.PlanKeep asked = play.one(Effect.PlanKeep.class);
        assertEquals(List.of("team/api"), asked.rule().repositories());
        assertEquals(3, asked.rule().newest());
        assertEquals(Play.NOW, asked.now());
    }

    @Test
    void everyLetterOfTheRuleIsAskedAnew() {
        Play play = SomeKeeping.opened(80, 24).press("tab").type("1");
        Effect.PlanKeep asked = play.one(Effect.PlanKeep.class);
        assertEquals(1, asked.rule().newest());
        assertFalse(dialog(play).ready(), "what is shown is of the rule before");
        play.press("tab", "ctrl+u", "tab").type("30");
        List<Effect.PlanKeep> later = play.take().stream().map(Effect.PlanKeep.class::cast).toList();
        assertEquals(List.of(), later.get(0).rule().protect());
        assertEquals(Duration.ofDays(30), later.get(later.size() - 1).rule().olderThan().orElseThrow());
        play.happen(new Event.KeepPlanned(asked.request(), null));
        assertFalse(dialog(play).ready(), "an answer to an older question is not heard");
    }

    @Test
    void enterAsksAndOnlyYesDoesIt() {
        Play play = SomeKeeping.opened(80, 24).press("enter", "enter", "x", "esc");
        assertEquals(List.of(), play.take());
        assertFalse(dialog(play).asking());
        KeepPlan plan = dialog(play).forecast().value().orElseThrow().plan();
        play.press("enter", "y");
        assertEquals(plan, play.one(Effect.Keep.class).what());
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void whatIsNoRuleIsSaidAndNotAsked() {
        Play play = SomeKeeping.opened(80, 24).press("tab").type("x");
        assertEquals(List.of(), play.take());
        assertEquals(Text.of("keep.no-number"), dialog(play).problem().orElseThrow());
        play.press("enter");
        assertFalse(dialog(play).asking());
        play.press("backspace").type("9");
        SomeKeeping.answered(play);
        play.press("enter");
        assertEquals(Text.of("prune.nothing"), play.state().notice().orElseThrow().text(), "nine of nine stay");
    }

    @Test
    void aFailureIsSaidAndAnotherRuleMendsIt() {
        Play play = SomeImages.shown(80, 24, SomeKeeping.images()).press("b", "k");
        play.happen(new Event.RequestFailed(play.one(Effect.PlanKeep.class).request(),
                new Failure(Failure.Kind.INVALID, "apply the rule", "[", "syntax error in pattern", "")));
        assertFalse(dialog(play).ready());
        SomeKeeping.answered(play.type("team/*"));
        assertTrue(dialog(play).ready());
    }
}
