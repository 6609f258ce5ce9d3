package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the panes stand, on every screen. */
class LayoutTest {

    @ParameterizedTest
    @EnumSource(Pane.class)
    void panesCoverTheScreenBetweenTitleAndHintsWithoutOverlap(Pane focus) {
        for (int columns = 40; columns <= 300; columns += 13) {
            for (int rows = 10; rows <= 100; rows += 3) {
                for (int emphasis = 0; emphasis <= Layout.FULL; emphasis++) {
                    for (int transfers : new int[] {0, 1, 7, 500}) {
                        covers(Layout.of(new ScreenSize(columns, rows), focus, emphasis, transfers));
                    }
                }
            }
        }
    }

    private static void covers(Layout layout) {
        int columns = layout.size().columns();
        BitSet covered = new BitSet();
        for (Rect rect : layout.panes().values()) {
            assertTrue(rect.innerHeight() >= 1 && rect.width() >= 20, () -> "too small: " + layout);
            for (int y = rect.y(); y < rect.y() + rect.height(); y++) {
                int from = y * columns + rect.x();
                assertEquals(0, covered.get(from, from + rect.width()).cardinality(), () -> "overlap: " + layout);
                covered.set(from, from + rect.width());
            }
        }
        int first = layout.tabs() ? 2 : 1;
        assertEquals(first * columns, covered.nextSetBit(0), () -> "top: " + layout);
        assertEquals((layout.size().rows() - 1) * columns, covered.nextClearBit(first * columns),
                () -> "gap: " + layout);
    }

    @Test
    void theFocusedPaneGrowsWithEmphasis() {
        ScreenSize size = new ScreenSize(120, 40);
        for (Pane pane : Pane.values()) {
            int before = 0;
            for (int emphasis = 0; emphasis <= Layout.FULL; emphasis++) {
                Rect rect = Layout.of(size, pane, emphasis, 30).rect(pane);
                int area = rect.width() * rect.height();
                assertTrue(area > before, pane + " at " + emphasis);
                before = area;
            }
        }
    }

    @Test
    void aSmallScreenShowsOnePaneUnderTabs() {
        Layout layout = Layout.of(new ScreenSize(40, 10), Pane.SEARCH, 0, 3);
        assertTrue(layout.tabs());
        assertEquals(new Rect(0, 2, 40, 7), layout.rect(Pane.SEARCH));
        assertTrue(layout.rect(Pane.IMAGES).isEmpty());
    }

    @Test
    void theFirstTransferMovesNothing() {
        ScreenSize size = new ScreenSize(80, 24);
        assertEquals(Layout.of(size, Pane.IMAGES, 0, 0), Layout.of(size, Pane.IMAGES, 0, 1));
    }
}
