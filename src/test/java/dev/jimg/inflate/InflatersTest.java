package dev.jimg.inflate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class InflatersTest {

    private static final byte[] CONTENT = new byte[60_000];
    private static final byte[] PACKED =
            DeflateStreams.deflate(CONTENT, 6, Deflater.DEFAULT_STRATEGY, Deflater.NO_FLUSH, CONTENT.length);

    private final AtomicLong inflated = new AtomicLong();

    private static RawInflater one(Inflaters inflaters) {
        RawInflater inflater = inflaters.next();
        assertArrayEquals(CONTENT, Inflation.of(inflater, PACKED, Inflation.Pieces.WHOLE).content());
        return inflater;
    }

    @Test
    void beginsWithThatOfTheJdkAndGoesOverWithAStream() {
        Inflaters inflaters = new Inflaters(100_000, inflated);
        RawInflater first = one(inflaters);
        assertInstanceOf(JdkInflater.class, first);
        assertSame(first, one(inflaters));
        RawInflater third = one(inflaters);
        assertInstanceOf(OwnInflater.class, third);
        assertSame(third, one(inflaters));
        inflaters.end();
    }

    @Test
    void whatOthersInflatedCounts() {
        for (int i = 0; i < 2; i++) {
            Inflaters before = new Inflaters(100_000, inflated);
            assertInstanceOf(JdkInflater.class, one(before));
            before.end();
        }
        assertInstanceOf(OwnInflater.class, new Inflaters(100_000, inflated).next());
    }

    @Test
    void oneCanBeginWithOurs() {
        assertInstanceOf(OwnInflater.class, Inflaters.own().next());
    }
}
