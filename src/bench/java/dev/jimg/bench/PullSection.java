package dev.jimg.bench;

import dev.jimg.bench.image.BenchImages;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pulling. This program and the engines know at the end that layers unpack to what was promised; skopeo and crane do not
 * look. The engines unpack layers besides. So a pull, in the app or as a command, is told twice: when all layers are
 * fetched, beside those that only fetch, and when they are verified too, beside the engines.
 */
final class PullSection implements Section {

    /** The most that was ever needed, whatever the size of a layer. */
    static final Goal MEMORY = Goal.memory(110);

    @Override
    public String name() {
        return "pull";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        String a = bench.reference("a", BenchImages::a);
        String b = bench.reference("b", BenchImages::b);
        String next = bench.reference("next", BenchImages::nextB);
        List<Row> rows = new ArrayList<>();
        try (App app = bench.app(); App begun = bench.app()) {
            rows.addAll(pull(bench, "pull A (" + bench.sizes().layerText() + ")", a, app, begun, 1.2));
            rows.addAll(pull(bench, "pull B (" + bench.sizes().layersText() + ")", b, app, begun, 1.0));
            Contender rest = app.pullRest(b, next).orElseThrow();
            Contender command = bench.command().pullRest(b, next).orElseThrow();
            rows.addAll(bench.compare("pull B, all but one layer here",
                    List.of(Ours.fetched(rest), Ours.verified(rest), Ours.fetched(command), Ours.verified(command)),
                    bench.peers(peer -> peer.pullRest(b, next))));
        }
        return rows;
    }

    /** @param asCommand the goal of one command against the old skopeo */
    private static List<Row> pull(Workbench bench, String operation, String reference, App app, App begun,
            double asCommand) {
        Contender warm = app.pull(reference).orElseThrow();
        Contender command = bench.command().pull(reference).orElseThrow();
        Map<String, Goal> fetching = bench.againstSkopeo(0.6, 0.35);
        fetching.put("crane", Goal.ratio(1));
        return bench.compare(operation, List.of(
                Ours.fetched(warm).against(fetching),
                Ours.verified(warm).within(MEMORY).against(Map.of("podman", Goal.ratio(0.13))),
                Ours.fetched(begun.freshPull(reference)).against(Map.of("skopeo", Goal.ratio(1))),
                Ours.fetched(command).against(Map.of(Workbench.OLD_SKOPEO, Goal.ratio(asCommand))),
                Ours.verified(command).within(MEMORY)),
                bench.peers(peer -> peer.pull(reference)));
    }
}
