package dev.jimg.backend.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GapsTest {

    private static final long MIB = 1 << 20;
    private static final long FAR = Long.MAX_VALUE;

    private final Gaps gaps = new Gaps();

    @Test
    void piecesGetSmallerTowardsTheEndAndMissNothing() {
        gaps.add(5, 100 * MIB);
        long at = 5;
        long before = Gaps.MOST_BYTES;
        while (gaps.left() > 0) {
            Gaps.Span piece = gaps.takeLowest(8, FAR).orElseThrow();
            assertEquals(at, piece.from());
            long size = piece.end() - piece.from();
            assertTrue(size <= before && (size >= Gaps.LEAST_BYTES || gaps.left() == 0), piece.toString());
            before = size;
            at = piece.end();
        }
        assertEquals(100 * MIB, at);
        assertEquals(Optional.empty(), gaps.takeLowest(8, FAR));
    }

    @Test
    void aPieceEndsWhereItsGapEnds() {
        gaps.add(0, 1000);
        gaps.add(5000, 90 * MIB);
        assertEquals(new Gaps.Span(0, 1000), gaps.takeLowest(8, FAR).orElseThrow());
        assertEquals(5000, gaps.takeLowest(8, FAR).orElseThrow().from());
    }

    @Test
    void nothingIsTakenFromTheLimitOn() {
        gaps.add(20, 40);
        assertEquals(Optional.empty(), gaps.takeLowest(8, 20));
        assertEquals(new Gaps.Span(20, 40), gaps.takeLowest(8, 21).orElseThrow());
    }

    @Test
    void whatIsGivenBackComesFirst() {
        gaps.add(0, 50 * MIB);
        gaps.takeLowest(8, FAR);
        gaps.add(10, 20);
        gaps.add(7, 7);
        assertEquals(new Gaps.Span(10, 20), gaps.takeAll(10));
        gaps.add(30, 40);
        gaps.add(20, 25);
        gaps.add(25, 30);
        assertEquals(new Gaps.Span(20, 40), gaps.takeAll(20));
        assertTrue(gaps.takeLowest(8, FAR).orElseThrow().from() > 20);
    }
}
