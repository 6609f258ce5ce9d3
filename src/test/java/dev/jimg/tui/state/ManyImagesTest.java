package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list with 10,000 images. */
class ManyImagesTest {

    private static final int MANY = 10_000;
    private final Play play = SomeImages.shown(120, 40, SomeImages.many(MANY));

    private ImagesPane pane() {
        return play.state().images();
    }

    @Test
    void showsThemAllInOrder() {
        assertEquals(MANY, pane().shown().size());
        List<ImageRow> sorted = pane().rows().stream()
                .sorted(Comparator.comparing((ImageRow row) -> row.image().created()).reversed()).toList();
        assertEquals(sorted.stream().map(row -> row.image().created()).toList(),
                pane().rows().stream().map(row -> row.image().created()).toList());
    }

    @Test
    void filtersAsASearchThroughAllOfThemWould() {
        play.press("/").type("team-96 v3");
        List<ImageRow> wanted = pane().rows().stream()
                .filter(row -> Filter.keeps("team-96 v3", row.repository() + ":" + row.tagText())).toList();
        assertTrue(!wanted.isEmpty() && wanted.size() < MANY);
        assertEquals(wanted, pane().shown());
    }

    @Test
    void movingTheCursorLeavesTheRowsAsTheyAre() {
        List<ImageRow> rows = pane().rows();
        List<ImageRow> shown = pane().shown();
        play.press("G", "pgup", "k", "g", "pgdn", "v", "j", "j", "v");
        assertSame(rows, pane().rows());
        assertSame(shown, pane().shown());
    }

    @Test
    void marksThemAllAndActsOnThem() {
        play.press("*", "d");
        assertEquals(MANY, play.one(Effect.PlanRemoval.class).what().images().size());
    }
}
