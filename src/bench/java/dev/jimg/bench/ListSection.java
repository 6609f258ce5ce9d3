package dev.jimg.bench;

import dev.jimg.bench.image.ManyImages;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.peer.JimgTui;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lists of images, longer and longer, beside the peers' short one; and the history of one image. */
final class ListSection implements Section {

    @Override
    public String name() {
        return "list";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        int few = bench.sizes().lists().get(0);
        Path archive = archive(bench, few);
        bench.prepare(peer -> peer.fill(archive));
        List<Row> rows = new ArrayList<>();
        try (App app = bench.app()) {
            for (int count : bench.sizes().lists()) {
                rows.addAll(list(bench, app, count, few));
            }
        }
        String one = ManyImages.name(0);
        rows.addAll(bench.compare("history", List.of(Ours.of(bench.command().on(bench.manyImages(few)).history(one)
                .orElseThrow())), bench.peers(peer -> peer.history(one))));
        return rows;
    }

    private static List<Row> list(Workbench bench, App app, int count, int few) {
        Path store = bench.manyImages(count);
        Ours warm = Ours.of(app.warm(() -> { }, () -> app.ask("list", store)));
        JimgTui command = bench.command().on(store);
        Ours once = Ours.of(command.list().orElseThrow());
        boolean most = count == bench.sizes().lists().get(bench.sizes().lists().size() - 1);
        String operation = String.format("list %,d images", count) + (count == few ? "" : " (peers: " + few + ")");
        // What is remembered of images is there from the first list on.
        command.run("images");
        List<Contender> peers = bench.peers(peer -> peer.list());
        return bench.compare(operation, List.of(
                most ? warm.within(Goal.wall(Duration.ofMillis(25))) : warm,
                once.within(Goal.wall(Duration.ofMillis(most ? 250 : 300)))), peers);
    }

    private static Path archive(Workbench bench, int count) {
        Path archive = bench.yard().fresh("many.tar");
        bench.command().on(bench.manyImages(count)).run(Stream.concat(Stream.of("save", "-o", archive.toString()),
                IntStream.range(0, count).mapToObj(ManyImages::name)).toArray(String[]::new));
        return archive;
    }
}
