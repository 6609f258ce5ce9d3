package dev.jimg.backend.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SpareProcessorsTest {

    private static final long SECOND = 1_000_000_000;
    private static final long MB = 1_000_000;

    private long now = -5 * SECOND;

    private SpareProcessors of(int processors) {
        return new SpareProcessors(processors, () -> now);
    }

    private int after(SpareProcessors spare, long nanos, long bytes) {
        now += nanos;
        spare.moved(bytes, false);
        return spare.count();
    }

    @Test
    void knowsOfNoneBeforeItHasSeenTheSpeed() {
        assertEquals(0, of(8).count());
    }

    @Test
    void aSlowLinkLeavesAllAndAFastOneNone() {
        assertEquals(2, after(of(2), SECOND, 12 * MB));
        assertEquals(1, after(of(2), SECOND, 118 * MB));
        assertEquals(1, after(of(2), SECOND, 240 * MB));
        assertEquals(0, after(of(2), SECOND, 400 * MB));
        assertEquals(0, after(of(2), SECOND, 900 * MB));
        assertEquals(6, after(of(8), SECOND, 400 * MB));
    }

    @Test
    void whatIsEncryptedTakesTwiceAsMuch() {
        SpareProcessors spare = of(2);
        now += SECOND;
        spare.moved(118 * MB, true);
        assertEquals(1, spare.count());
        now += SECOND;
        spare.moved(180 * MB, true);
        assertEquals(0, spare.count());
    }

    @Test
    void followsTheSpeedAsItChanges() {
        SpareProcessors spare = of(2);
        assertEquals(0, after(spare, SECOND / 2, 200 * MB));
        assertEquals(0, after(spare, SECOND / 20, 0), "too soon to say");
        assertEquals(2, after(spare, SECOND / 10, 1));
        assertEquals(0, after(spare, SECOND / 10, 40 * MB));
    }
}
