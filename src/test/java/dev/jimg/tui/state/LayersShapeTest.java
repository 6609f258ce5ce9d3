package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LayersShapeTest {

    @Test
    void sharesOutEveryRowAndKeepsTheList() {
        for (int height = 0; height < 120; height++) {
            for (int steps = 0; steps < 140; steps += 7) {
                LayersShape shape = LayersShape.of(height, steps, Math.min(steps, 30), false);
                int gap = shape.bars() > 0 ? 1 : 0;
                assertEquals(height, shape.header() + shape.gap() + shape.heads() + shape.list() + gap + shape.bars()
                        + shape.foot(), () -> "rows of " + shape);
                assertTrue(height == 0 || shape.list() > 0, shape::toString);
            }
        }
    }

    @Test
    void doesNotHideStepsForTheSakeOfBarsWhereItIsTight() {
        LayersShape shape = LayersShape.of(17, 30, 10, false);
        assertEquals(0, shape.bars());
    }

    @Test
    void showsAFewBarsInAHighPaneEvenIfTheListScrolls() {
        assertEquals(3, LayersShape.of(34, 100, 10, false).bars());
    }

    @Test
    void hasNoBarsForASingleLayer() {
        assertEquals(0, LayersShape.of(34, 2, 1, false).bars());
    }
}
