package dev.jimg.bench;

import dev.jimg.bench.image.BenchImages;
import dev.jimg.bench.measure.BenchException;
import dev.jimg.bench.measure.Contender;
import dev.jimg.bench.measure.Series;
import dev.jimg.bench.peer.App;
import dev.jimg.bench.report.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How a cost grows with what causes it. */
final class GrowthSection implements Section {

    private static final int FEW_LAYERS = 4;
    private static final int MANY_LAYERS = 40;
    private static final double MOST_FOR_TEN_TIMES_THE_IMAGES = 12;
    /** What measuring alone may differ by. */
    private static final double FLAT = 1.2;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<Row> rows(Workbench bench) {
        List<Row> rows = new ArrayList<>();
        try (App app = bench.app()) {
            rows.add(images(bench, app));
            rows.add(layers(bench, app));
        }
        rows.add(memory(bench));
        return rows;
    }

    private static Row images(Workbench bench, App app) {
        Path few = bench.manyImages(bench.sizes().lists().get(0));
        Path many = bench.manyImages(bench.sizes().lists().get(1));
        Pair pair = race(bench, app.warm(() -> { }, () -> app.ask("list", few)),
                app.warm(() -> { }, () -> app.ask("list", many)));
        return row("10 times the images: time of the list", pair.timeRatio(), MOST_FOR_TEN_TIMES_THE_IMAGES);
    }

    private static Row layers(Workbench bench, App app) {
        String few = bench.reference("thin-few", images -> images.thin(FEW_LAYERS));
        String many = bench.reference("thin-many", images -> images.thin(MANY_LAYERS));
        Pair pair = race(bench, app.pull(few).orElseThrow(), app.pull(many).orElseThrow());
        return row("10 times the layers: pull, time of a layer", pair.timeRatio() * FEW_LAYERS / MANY_LAYERS, FLAT);
    }

    /** Of one command, because a JVM that goes on may keep what it had. */
    private static Row memory(Workbench bench) {
        String small = bench.reference("a8", BenchImages::eighthOfA);
        String large = bench.reference("a", BenchImages::a);
        Pair pair = race(bench, bench.command().pull(small).orElseThrow(), bench.command().pull(large).orElseThrow());
        return row("8 times the layer: memory of a pull", pair.memoryRatio(), FLAT);
    }

    private static Pair race(Workbench bench, Contender little, Contender much) {
        Map<String, Series> series = bench.race("growth", List.of(little.as("little"), much.as("much")));
        if (series.size() < 2) {
            throw new BenchException("there is nothing to compare");
        }
        return new Pair(series.get("little"), series.get("much"));
    }

    /** The same work with little and with much. */
    private record Pair(Series little, Series much) {

        double timeRatio() {
            return (double) much.wall().toNanos() / little.wall().toNanos();
        }

        double memoryRatio() {
            return (double) much.peakBytes() / little.peakBytes();
        }
    }

    private static Row row(String what, double ratio, double limit) {
        return Row.figure(what, "jimg-tui", String.format(Locale.ROOT, "%.2f times", ratio), "",
                String.format(Locale.ROOT, "≤ %.1f", limit), ratio <= limit);
    }
}
