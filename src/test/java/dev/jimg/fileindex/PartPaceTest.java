package dev.jimg.fileindex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartPaceTest {

    private static final long MILLI = 1_000_000;

    /** An entry each 10 microseconds: a million of them take ten seconds. */
    @Test
    void aPartIsShownSoonAndThenEachTimeThereIsHalfAsMuchMore() {
        long[] now = new long[1];
        PartPace pace = new PartPace(() -> now[0]);
        List<Integer> shown = new ArrayList<>();
        for (int count = 1; count <= 1_000_000; count++) {
            now[0] += MILLI / 100;
            if (pace.due(count)) {
                shown.add(count);
            }
        }
        assertEquals(List.of(15_000, 55_000, 95_000, 142_500, 213_750, 320_625, 480_937, 721_405), shown);
    }

    @Test
    void nothingIsShownWhereNothingCame() {
        long[] now = new long[1];
        PartPace pace = new PartPace(() -> now[0]);
        now[0] = 60_000 * MILLI;
        assertEquals(false, pace.due(1), "the root is no entry");
        assertEquals(true, pace.due(2));
        now[0] += 60_000 * MILLI;
        assertEquals(false, pace.due(2));
    }
}
