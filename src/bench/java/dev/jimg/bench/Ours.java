package dev.jimg.bench;

import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.Series;
import dev.jimg.bench.peer.Peer;
import dev.jimg.bench.report.Goal;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * This program in a comparison, in one of the ways it can be used, and what was aimed at.
 *
 * @param part what of its runs stands in the table, and under which name
 * @param own the goal that needs no peer
 * @param goals of the ratio, by the beginning of the peer's name
 * @param peers who does the same
 */
record Ours(Contender contender, UnaryOperator<Series> part, Optional<Goal> own, Map<String, Goal> goals,
        Predicate<Peer> peers) {

    static Ours of(Contender contender) {
        return new Ours(contender, UnaryOperator.identity(), Optional.empty(), Map.of(), peer -> true);
    }

    /** A pull until all layers are on the disk and have their digests: what tools do that move blobs. */
    static Ours fetched(Contender pull) {
        return new Ours(pull, series -> series.part().as(series.who() + ": fetched"), Optional.empty(), Map.of(),
                peer -> !peer.unpacks());
    }

    /** The same pull to its end, when all layers unpack to what was promised: who unpacks knows as much. */
    static Ours verified(Contender pull) {
        return new Ours(pull, series -> series.as(series.who() + ": DiffIDs verified"), Optional.empty(), Map.of(),
                Peer::unpacks);
    }

    Ours within(Goal limit) {
        return new Ours(contender, part, Optional.of(limit), goals, peers);
    }

    Ours against(Map<String, Goal> ratios) {
        return new Ours(contender, part, own, ratios, peers);
    }
}
