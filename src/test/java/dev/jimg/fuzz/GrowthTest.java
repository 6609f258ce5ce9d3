package dev.jimg.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Ten times the entries take at most fifteen times the work. The work is this thread's processor time, so that other
 * programs do not count; and of several tries the best counts, so that what the compiler and the collector do does not
 * either. What is quadratic takes a hundred times the work, in every try.
 */
class GrowthTest {

    private static final int TIMES = 10;
    private static final double MOST = 15;
    private static final int WARM_UPS = 20;
    private static final int TRIES = 8;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @TestFactory
    Stream<DynamicTest> workGrowsWithTheEntries() {
        return FuzzLines.all().stream().flatMap(line -> line.growths().stream()
                .map(growth -> DynamicTest.dynamicTest(line.name() + ": " + growth.what(), () -> check(line, growth))));
    }

    private static void check(FuzzLine line, Growth growth) throws Exception {
        byte[] small = growth.input().apply(growth.entries());
        byte[] large = growth.input().apply(growth.entries() * TIMES);
        try (line) {
            // What is read for the first time is compiled; the small one several times, until it is not.
            for (int i = 0; i < WARM_UPS; i++) {
                nanos(line, small);
            }
            double best = Double.MAX_VALUE;
            for (int i = 0; i < TRIES && best > MOST; i++) {
                best = nanos(line, large) / (double) least(line, small);
            }
            double ratio = best;
            System.out.printf("%s: %s, %d to %d: %.1f times the work%n", line.name(), growth.what(), growth.entries(),
                    growth.entries() * TIMES, ratio);
            assertTrue(ratio <= MOST, () -> "took " + ratio + " times the work for " + TIMES + " times the entries");
        }
    }

    /** What is measured is short: somebody else's cache miss may be a good part of it, but not of three. */
    private static long least(FuzzLine line, byte[] input) throws Exception {
        return Math.max(1, LongStream.of(nanos(line, input), nanos(line, input), nanos(line, input)).sum() / 3);
    }

    private static long nanos(FuzzLine line, byte[] input) throws Exception {
        long began = THREADS.getCurrentThreadCpuTime();
        try {
            line.feed(input);
        } catch (Exception e) {
            List<Class<? extends Exception>> refusals = line.refusals();
            if (refusals.stream().noneMatch(kind -> kind.isInstance(e))) {
                throw e;
            }
        }
        return THREADS.getCurrentThreadCpuTime() - began;
    }
}
