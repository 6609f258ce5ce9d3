package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final Column NAME = Column.text("NAME", 10, 1, 0);

    @Test
    void theHighestRankGoesFirst() {
        Column[] all = {NAME, Column.number("A", 5, 1), Column.number("B", 5, 2)};
        assertTrue(Columns.fit(22, all).shows(2));
        Columns narrow = Columns.fit(21, all);
        assertFalse(narrow.shows(2));
        assertTrue(narrow.shows(1));
        assertFalse(Columns.fit(15, all).shows(1));
    }

    @Test
    void whatAlwaysStaysStaysEvenWhereThereIsNoRoom() {
        assertTrue(Columns.fit(3, NAME).shows(0));
    }

    @Test
    void wishesComeBeforeShares() {
        Columns columns = Columns.fit(41, Column.text("A", 5, 3, 0), Column.text("B", 5, 1, 0).wishing(25));
        assertArrayEquals(new int[] {13, 27}, columns.widths());
    }

    @Test
    void nothingGetsMoreThanItHasUseFor() {
        Columns columns = Columns.fit(40, Column.text("A", 5, 1, 0).upTo(8), Column.text("B", 5, 1, 0).upTo(9));
        assertArrayEquals(new int[] {8, 9}, columns.widths());
    }

    @Test
    void anExtraIsShownOnlyWhereTheOthersHaveWhatTheyWish() {
        Column[] all = {NAME.wishing(30), Column.fixed("ID", 12, Column.EXTRA)};
        assertFalse(Columns.fit(42, all).shows(1));
        assertTrue(Columns.fit(43, all).shows(1));
    }

    @Test
    void columnsStandTwoApartWhereThereIsRoom() {
        assertEquals(11, Columns.fit(40, NAME.upTo(10), Column.number("A", 5, 1)).starts()[1]);
        assertEquals(12, Columns.fit(80, NAME.upTo(10), Column.number("A", 5, 1)).starts()[1]);
    }
}
