package dev.jimg.bench.report;

import dev.jimg.bench.measure.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Two runs of the same, each cell of one with that of the other; where not the same was measured, all of both. */
    public static List<Row> beside(List<Row> first, List<Row> second) {
        if (!titles(first).equals(titles(second))) {
            return Stream.of(first, second).flatMap(List::stream).toList();
        }
        return IntStream.range(0, first.size()).mapToObj(i -> first.get(i).beside(second.get(i))).toList();
    }

    private static List<List<String>> titles(List<Row> rows) {
        return rows.stream().map(row -> List.of(row.operation, row.who)).toList();
    }

    private Row beside(Row again) {
        return new Row(operation, who, both(runs, again.runs), both(wall, again.wall), both(cpu, again.cpu),
                both(memory, again.memory), both(ratio, again.ratio), goal, verdicts(met, again.met));
    }

    /** A run without a verdict leaves it to the other one. */
    private static String verdicts(String first, String second) {
        if (first.isEmpty() || first.equals(second)) {
            return second;
        }
        return second.isEmpty() ? first : "once";
    }

    private static String both(String first, String second) {
        return first.equals(second) ? first : first + " · " + second;
    }

    /** The same without the goal, which is one for other sizes. */
    public Row withoutGoal() {
        return new Row(operation, who, runs, wall, cpu, memory, ratio, "", "");
    }

    /** In one of its runs at least. */
    public boolean missed() {
        return !met.isEmpty() && !met.equals("yes");
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
