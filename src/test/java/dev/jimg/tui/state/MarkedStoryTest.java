package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.service.RemovalPlan;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** While images are marked, what their removal would free is known. */
class MarkedStoryTest {

    private final Play play = SomeImages.shown(120, 40, SomeImages.list());

    private Loadable<RemovalPlan> weight() {
        return play.state().images().marks().weight();
    }

    @Test
    void isAskedWhenAMarkComesOrGoes() {
        play.press("space");
        Effect.WeighMarks first = play.one(Effect.WeighMarks.class);
        assertEquals(List.of("nginx:1.27"), first.images());
        play.press("space");
        Effect.WeighMarks second = play.one(Effect.WeighMarks.class);
        assertEquals(2, second.images().size());
        play.happen(new Event.RemovalPlanned(first.request(), SomePlans.plan(1)));
        assertTrue(weight().value().isEmpty(), "an answer to an older question is not heard");
        play.happen(new Event.RemovalPlanned(second.request(), SomePlans.plan(904_000_000)));
        assertEquals(904_000_000, weight().value().orElseThrow().frees());
        play.press("j", "k", "/", "n", "esc");
        assertTrue(play.take().stream().noneMatch(Effect.WeighMarks.class::isInstance), "the marks are the same");
        play.press("esc");
        assertEquals(Loadable.empty(), weight());
    }

    @Test
    void aRangeIsWeighedAsItGrows() {
        play.press("v", "j", "j");
        List<Effect.WeighMarks> asked = play.take().stream().filter(Effect.WeighMarks.class::isInstance)
                .map(Effect.WeighMarks.class::cast).toList();
        assertEquals(List.of(1, 2, 3), asked.stream().map(one -> one.images().size()).toList());
        play.press("esc");
        assertEquals(Loadable.empty(), weight());
    }

    @Test
    void isAskedAgainWhenTheListChanges() {
        play.press("space");
        play.take();
        play.happen(new Event.ImagesChanged());
        play.happen(new Event.ImagesListed(play.state().images().images().request(), SomeImages.list()));
        assertEquals(Set.of("nginx:1.27"), Set.copyOf(play.one(Effect.WeighMarks.class).images()));
    }
}
