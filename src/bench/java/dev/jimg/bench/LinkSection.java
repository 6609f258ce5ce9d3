package dev.jimg.bench;

import dev.jimg.bench.image.BenchImages;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.peer.SlowLink;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import dev.jimg.testing.RealRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pulling over a link like one through the internet, and over TLS, beside the tools that only move blobs. */
final class LinkSection implements Section {

    private static final long BYTES_PER_SECOND = 30_000_000;
    private static final long ROUND_TRIP_MILLIS = 30;
    private static final String LINK = ", 30 MB/s a connection, 30 ms";

    @Override
    public String name() {
        return "link";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        String a = bench.reference("a", BenchImages::a);
        String b = bench.reference("b", BenchImages::b);
        List<Row> rows = new ArrayList<>();
        try (App app = bench.app();
                SlowLink link = new SlowLink(bench.registry().port(), BYTES_PER_SECOND, ROUND_TRIP_MILLIS)) {
            rows.addAll(pull(bench, "pull A" + LINK, a.replace(bench.registry().hostPort(), link.hostPort()), app,
                    Map.of("skopeo", Goal.ratio(0.25))));
            rows.addAll(pull(bench, "pull B" + LINK, b.replace(bench.registry().hostPort(), link.hostPort()), app,
                    Map.of("skopeo", Goal.ratio(0.5))));
        }
        try (App app = bench.app(); RealRegistry registry = RealRegistry.tls()) {
            app.trust(registry.hostPort(), registry.authorityPem());
            bench.image("b").push(registry, Workbench.tag("b"));
            rows.addAll(pull(bench, "pull B over TLS", registry.hostPort() + "/" + Workbench.tag("b"), app,
                    bench.againstSkopeo(0.65, 0.35)));
        }
        return rows;
    }

    /** The engines would have to be told of the certificate in {@code /etc}, and unpacking hides the link. */
    private static List<Row> pull(Workbench bench, String operation, String reference, App app, Map<String, Goal> goals) {
        List<Contender> movers = bench.peers(peer -> peer.unpacks() ? Optional.empty() : peer.pull(reference));
        Contender warm = app.pull(reference).orElseThrow();
        return bench.compare(operation, List.of(Ours.fetched(warm).against(goals), Ours.verified(warm)
                .within(PullSection.MEMORY)), movers);
    }
}
