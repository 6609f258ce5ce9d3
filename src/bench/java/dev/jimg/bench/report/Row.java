package dev.jimg.bench.report;

import dev.jimg.bench.measure.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the table: the cells, as text.
 *
 * @param operation empty where it is that of the line above
 */
public record Row(String operation, String who, String runs, String wall, String cpu, String memory, String ratio,
        String goal, String met) {

    static final List<String> HEADINGS =
            List.of("operation", "who", "n", "wall", "CPU", "memory", "ratio", "goal", "met");

    List<String> cells() {
        return List.of(operation, who, runs, wall, cpu, memory, ratio, goal, met);
    }

    /**
     * Ours, and a row for each peer below.
     *
     * @param own the goal that needs no peer
     * @param goals of the ratio, by the beginning of the peer's name
     */
    public static List<Row> of(String operation, Series ours, Optional<Goal> own, List<Series> peers,
            Map<String, Goal> goals) {
        List<Row> rows = new ArrayList<>();
        rows.add(row(operation, ours, "", own, own.map(goal -> goal.isMet(ours, 0))));
        for (Series peer : peers) {
            double ratio = (double) ours.wall().toNanos() / peer.wall().toNanos();
            Optional<Goal> goal = goals.entrySet().stream().filter(entry -> peer.who().startsWith(entry.getKey()))
                    .map(Map.Entry::getValue).findFirst();
            rows.add(row("", peer, Amounts.ratio(ratio), goal, goal.map(wanted -> wanted.isMet(ours, ratio))));
        }
        return rows;
    }

    /** A figure that stands for itself, such as how a cost grows. */
    public static Row figure(String operation, String who, String value, String ratio, String goal, boolean met) {
        return new Row(operation, who, "", value, "", "", ratio, goal, verdict(Optional.of(met)));
    }

    /** The same without the goal, which is one for other sizes. */
    public Row withoutGoal() {
        return new Row(operation, who, runs, wall, cpu, memory, ratio, "", "");
    }

    public boolean missed() {
        return met.equals("no");
    }

    private static Row row(String operation, Series series, String ratio, Optional<Goal> goal, Optional<Boolean> met) {
        return new Row(operation, series.who(), Integer.toString(series.count()), Amounts.time(series.wall()),
                series.cpu().equals(Duration.ZERO) ? "" : Amounts.time(series.cpu()),
                series.peakBytes() == 0 ? "" : Amounts.memory(series.peakBytes()), ratio,
                goal.map(Goal::text).orElse(""), verdict(met));
    }

    private static String verdict(Optional<Boolean> met) {
        return met.map(yes -> yes ? "yes" : "no").orElse("");
    }
}
