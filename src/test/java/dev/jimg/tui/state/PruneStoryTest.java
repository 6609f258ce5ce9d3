package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jimg.service.PrunePlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clearing away what nobody uses, and copying what there is to copy. */
class PruneStoryTest {

    private final Play play = SomeImages.shown(80, 24, SomeImages.list());

    private List<Effect.PlanPrune> opened() {
        play.press("b");
        return play.take().stream().filter(Effect.PlanPrune.class::isInstance).map(Effect.PlanPrune.class::cast)
                .toList();
    }

    private void answer(Effect.PlanPrune plan, int images) {
        play.happen(new Event.PrunePlanned(plan.request(), new PrunePlan(plan.what(),
                SomeImages.list().subList(0, images), 1_000_000L * images, 0)));
    }

    @Test
    void saysWhatEachPruneFreesBeforeItHappens() {
        List<Effect.PlanPrune> plans = opened();
        assertEquals(List.of(false, true), plans.stream().map(plan -> plan.what().all()).toList());
        answer(plans.get(0), 1);
        answer(plans.get(1), 3);
        play.press("enter");
        assertEquals(List.of(), play.take(), "Enter does nothing");
        play.press("a");
        assertEquals(true, play.one(Effect.Prune.class).what().all());
        assertEquals(List.of(), play.state().dialogs());
    }

    @Test
    void offersNothingWhereNothingCanGo() {
        List<Effect.PlanPrune> plans = opened();
        play.press("d");
        assertEquals(Text.of("remove.wait"), play.state().notice().orElseThrow().text());
        answer(plans.get(0), 0);
        play.press("d");
        assertEquals(Text.of("prune.nothing"), play.state().notice().orElseThrow().text());
        assertEquals(List.of("k", "esc"), play.state().dialog().orElseThrow().hints().stream().map(Hint::key).toList());
    }

    @Test
    void copiesWhatIsChosen() {
        play.press("y", "r");
        assertEquals("nginx:1.27", play.one(Effect.Copy.class).text());
        play.press("y", "p");
        assertEquals("docker pull nginx:1.27", play.one(Effect.Copy.class).text());
        play.press("y", "i");
        assertEquals(SomeImages.list().get(0).id().toString(), play.one(Effect.Copy.class).text());
        play.press("y", "z", "esc");
        assertEquals(List.of(), play.take());
    }

    @Test
    void asksWhatTakesDisk() {
        play.press(":").type("df").press("enter");
        play.one(Effect.ReadUsage.class);
        play.press("b");
        assertEquals(PruneDialog.class, play.state().dialog().orElseThrow().getClass());
        assertEquals(1, play.state().dialogs().size());
    }
}
