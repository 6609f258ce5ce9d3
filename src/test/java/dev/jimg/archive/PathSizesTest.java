package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PathSizesTest {

    private static void fill(PathSizes sizes, int paths) {
        for (int i = 0; i < paths; i++) {
            sizes.put("d/" + i, 1);
        }
    }

    @Test
    void aPathThatComesTwiceCountsAsItCameLast() {
        PathSizes sizes = new PathSizes();
        fill(sizes, 5000);
        sizes.put("./d/7", 11);
        sizes.put("/d//8/", 21);
        assertEquals(5000 + 10 + 20, sizes.sum());
        assertEquals(5000, sizes.kept());
    }

    @Test
    void beyondTheLimitWhatIsNewIsCountedAndNotKept() {
        PathSizes sizes = new PathSizes(new PathSizes.Limit(100_000));
        fill(sizes, 50_000);
        assertEquals(50_000, sizes.sum());
        assertTrue(sizes.kept() <= 100_000 / 16, sizes.kept() + " paths");
        sizes.put("d/1", 3);
        assertEquals(50_002, sizes.sum(), "what is kept is known again");
    }

    @Test
    void scansShareTheLimitUntilTheyEnd() {
        PathSizes.Limit limit = new PathSizes.Limit(100_000);
        PathSizes first = new PathSizes(limit);
        fill(first, 2000);
        PathSizes second = new PathSizes(limit);
        fill(second, 2000);
        assertEquals(2000, first.kept());
        assertTrue(second.kept() < 2000, second.kept() + " paths");
        assertEquals(2000, second.sum());
        first.close();
        PathSizes third = new PathSizes(limit);
        fill(third, 2000);
        assertEquals(2000, third.kept());
        assertEquals(2000, first.sum());
    }
}
