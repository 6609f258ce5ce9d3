package dev.jimg.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Feeds a line its cases, one after the other. */
final class Cases {

    /** Another one is taken with {@code -Dfuzz.seed=…}. */
    static final long SEED = Long.getLong("fuzz.seed", 20_261_123L);

    /** Of the processor, so that other programs do not count. */
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** By the clock, for what waits and does nothing. */
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int SHOWN = 400;
    /** Spreads neighbouring numbers over all generators (the 64-bit golden ratio). */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    private final FuzzLine line;
    private volatile int current;
    private volatile long began;
    private volatile long beganByTheClock;
    private int read;
    private int refused;
    private long slowest;

    private Cases(FuzzLine line) {
        this.line = line;
    }

    /**
     * @param slowest nanoseconds of the processor that the longest case took
     * @param fault empty if every case held
     */
    record Outcome(String line, int cases, int read, int refused, long slowest, String fault) {

        @Override
        public String toString() {
            return line + ": " + cases + " cases, " + read + " read, " + refused + " refused, slowest "
                    + TimeUnit.NANOSECONDS.toMillis(slowest) + " ms" + (fault.isEmpty() ? "" : "\nFAULT " + fault);
        }
    }

    /** The generator of one case: each can be made again without those before it. */
    static Random random(FuzzLine line, int number) {
        return new Random((SEED + line.name().hashCode()) * STEP + number * STEP);
    }

    /** Ends at the first case that does not hold: also at one that takes too long, whose thread then stays behind. */
    static Outcome run(FuzzLine line, int first, int count) throws InterruptedException {
        return new Cases(line).run(first, count);
    }

    private Outcome run(int first, int count) throws InterruptedException {
        FutureTask<String> all = new FutureTask<>(() -> feedAll(first, count));
        beganByTheClock = System.nanoTime();
        Thread thread = new Thread(all, "fuzz");
        thread.setDaemon(true);
        thread.start();
        while (true) {
            try {
                return outcome(all.get(1, TimeUnit.SECONDS));
            } catch (TimeoutException e) {
                if (THREADS.getThreadCpuTime(thread.getId()) - began > 2 * LIMIT_NANOS
                        || System.nanoTime() - beganByTheClock > PATIENCE_NANOS) {
                    StringBuilder where = new StringBuilder();
                    for (StackTraceElement frame : thread.getStackTrace()) {
                        where.append("\n    at ").append(frame);
                    }
                    return outcome(fault("has no end" + where, line.make(random(line, current))));
                }
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private Outcome outcome(String fault) {
        return new Outcome(line.name(), read + refused, read, refused, slowest, fault);
    }

    private String feedAll(int first, int count) {
        for (int i = first; i < first + count; i++) {
            current = i;
            byte[] input = line.make(random(line, i));
            beganByTheClock = System.nanoTime();
            began = THREADS.getCurrentThreadCpuTime();
            String fault = feed(input);
            long took = THREADS.getCurrentThreadCpuTime() - began;
            slowest = Math.max(slowest, took);
            if (fault.isEmpty() && took > LIMIT_NANOS) {
                fault = "took " + TimeUnit.NANOSECONDS.toMillis(took) + " ms";
            }
            if (!fault.isEmpty()) {
                return fault(fault, input);
            }
        }
        return "";
    }

    private String feed(byte[] input) {
        try {
            line.feed(input);
            read++;
            return "";
        } catch (Throwable e) {
            if (line.refusals().stream().anyMatch(kind -> kind.isInstance(e))) {
                refused++;
                return "";
            }
            return trace(e);
        }
    }

    private static String trace(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable e = thrown; e != null; e = e.getCause()) {
            text.append(text.length() == 0 ? "" : "\n  cause ").append(e);
            StackTraceElement[] frames = e.getStackTrace();
            for (int i = 0; i < Math.min(frames.length, 12); i++) {
                text.append("\n    at ").append(frames[i]);
            }
        }
        return text.toString();
    }

    private String fault(String what, byte[] input) {
        String text = new String(input, 0, Math.min(SHOWN, input.length), StandardCharsets.ISO_8859_1);
        return line.name() + ", case " + current + " of seed " + SEED + " (" + input.length + " bytes: "
                + text.replaceAll("[^ -~]", "·") + ")\n" + what;
    }
}
