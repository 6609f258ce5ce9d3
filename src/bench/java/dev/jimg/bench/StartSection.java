package dev.jimg.bench;

import dev.jimg.bench.peer.FirstFrame;
import dev.jimg.bench.report.Goal;
import dev.jimg.bench.report.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** From the start of the program to something that a person can read. */
final class StartSection implements Section {

    private static final Goal FRAME = Goal.wall(Duration.ofMillis(200));

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        int many = bench.sizes().lists().get(bench.sizes().lists().size() - 1);
        Path store = bench.manyImages(many);
        bench.command().on(store).run("images");
        FirstFrame frame = new FirstFrame(bench.installed(), store);
        List<Row> rows = new ArrayList<>();
        rows.addAll(bench.compare("start to the first frame", List.of(
                Ours.of(frame.until(FirstFrame.ANY_FRAME)).within(FRAME)), List.of()));
        rows.addAll(bench.compare(String.format("start to %,d images on the screen", many), List.of(
                Ours.of(frame.until("team-")).within(Goal.memory(100))), List.of()));
        rows.addAll(bench.compare("--version", List.of(
                Ours.of(bench.command().command("--version")).within(Goal.wall(Duration.ofMillis(120)))), List.of()));
        return rows;
    }
}
