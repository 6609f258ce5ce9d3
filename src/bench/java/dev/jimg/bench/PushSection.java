package dev.jimg.bench;

import dev.jimg.bench.image.BenchImages;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.peer.Peer;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Pushing into a registry that has nothing of an image, and into one that has all of it under another name. */
final class PushSection implements Section {

    private final List<PushTargets> open = new ArrayList<>();
    private int mounted;

    @Override
    public String name() {
        return "push";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        String a = bench.reference("a", BenchImages::a);
        String b = bench.reference("b", BenchImages::b);
        List<Row> rows = new ArrayList<>();
        try (App app = bench.app()) {
            rows.addAll(bench.compare("push A", ours(bench, app, a), bench.peers(peer -> peer.push(a, empty()))));
            rows.addAll(bench.compare("push B", ours(bench, app, b), bench.peers(peer -> peer.push(b, empty()))));
            Peer.Targets other = () -> bench.registry().hostPort() + "/mounted-" + ++mounted + ":1";
            Contender warm = app.push(b, other).orElseThrow();
            rows.addAll(bench.compare("push B, all layers mounted", List.of(
                    Ours.of(warm).within(Goal.wall(Duration.ofMillis(200))),
                    Ours.of(bench.command().push(b, other).orElseThrow())), bench.peers(peer -> peer.push(b, other))));
        } finally {
            open.forEach(PushTargets::close);
        }
        return rows;
    }

    private List<Ours> ours(Workbench bench, App app, String reference) {
        return List.of(Ours.of(app.push(reference, empty()).orElseThrow()).against(Map.of("crane", Goal.ratio(0.95))),
                Ours.of(bench.command().push(reference, empty()).orElseThrow()));
    }

    private PushTargets empty() {
        PushTargets targets = new PushTargets();
        open.add(targets);
        return targets;
    }
}
