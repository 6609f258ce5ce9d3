package dev.jimg.bench.measure;

import dev.jimg.testing.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Lets contenders do the same work in turns, so that a machine that grows slower for a while does so for all of them.
 *
 * <p>Every round begins with another contender. One whose first run was slow is run a few times only: a minute more of
 * waiting would not change what the table says of it.
 */
public final class Race {

    /** Slower than this is run {@link #FEW} times. */
    private static final Duration SLOW = Duration.ofSeconds(8);
    private static final int FEW = 2;

    private final int runs;
    private final Consumer<String> failures;

    /**
     * @param runs of each contender that is not slow
     * @param failures hears who could not do it, and why
     */
    public Race(int runs, Consumer<String> failures) {
        this.runs = runs;
        this.failures = failures;
    }

    /** The runs of each contender, by its name, in their order. Who fails is left out. */
    public Map<String, Series> between(List<Contender> contenders) {
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        contenders.forEach(contender -> samples.put(contender.name(), new ArrayList<>()));
        for (int round = 0; round < runs; round++) {
            for (int turn = 0; turn < contenders.size(); turn++) {
                Contender contender = contenders.get((turn + round) % contenders.size());
                List<Sample> before = samples.get(contender.name());
                if (before != null && before.size() < wanted(before) && !add(contender, before)) {
                    samples.remove(contender.name());
                }
            }
        }
        Map<String, Series> series = new LinkedHashMap<>();
        samples.forEach((name, runsOfIt) -> series.put(name, new Series(name, runsOfIt)));
        return series;
    }

    private boolean add(Contender contender, List<Sample> samples) {
        try {
            samples.add(one(contender));
            return true;
        } catch (BenchException | AssertionError e) {
            failures.accept(contender.name() + " failed: " + e.getMessage());
            return false;
        }
    }

    private int wanted(List<Sample> before) {
        boolean slow = !before.isEmpty() && before.get(0).wall().compareTo(SLOW) > 0;
        return slow ? Math.min(FEW, runs) : runs;
    }

    /** What the run before left for the disk to write must not slow this one. */
    private static Sample one(Contender contender) {
        contender.prepare();
        Run.command("sync");
        return contender.run();
    }
}
