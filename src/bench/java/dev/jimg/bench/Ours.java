package dev.jimg.bench;

import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.report.Goal;
import java.util.Map;
import java.util.Optional;

/**
 * This program in a comparison, in one of the ways it can be used, and what was aimed at.
 *
 * @param own the goal that needs no peer
 * @param goals of the ratio, by the beginning of the peer's name
 */
record Ours(Contender contender, Optional<Goal> own, Map<String, Goal> goals) {

    static Ours of(Contender contender) {
        return new Ours(contender, Optional.empty(), Map.of());
    }

    Ours within(Goal limit) {
        return new Ours(contender, Optional.of(limit), goals);
    }

    Ours against(Map<String, Goal> ratios) {
        return new Ours(contender, own, ratios);
    }
}
