package dev.jimg.bench;

import dev.jimg.bench.image.Sizes;
import dev.jimg.bench.report.Row;
import dev.jimg.bench.report.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a run says at its end: where and how it was measured, the table, and who could not do what. */
final class Report {

    private final Sizes sizes;
    private final Set<String> only;
    private final double load = loadNow();
    private final long begin = System.nanoTime();
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();
    private List<String> failures = List.of();

    /**
     * Of a run that begins now.
     *
     * @param only names of sections; empty for all
     */
    Report(Sizes sizes, Set<String> only) {
        this.sizes = sizes;
        this.only = new TreeSet<>(only);
    }

    /**
     * Takes what a section measured, beside what it measured before.
     *
     * @param allFailures of this section and those before
     */
    void add(String section, List<Row> measured, List<String> allFailures) {
        // Goals are of the full sizes.
        rows.merge(section, measured.stream().map(row -> sizes.quick() ? row.withoutGoal() : row).toList(),
                Row::beside);
        failures = List.copyOf(allFailures);
    }

    /** Of the last minute; what it was before says whether others were at work. */
    private static double loadNow() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Row> rows() {
        return rows.values().stream().flatMap(List::stream).toList();
    }

    String text() {
        return new Table(rows()).text() + "\n" + heading() + "\n" + closing();
    }

    String markdown() {
        return heading() + "\n\n" + new Table(rows()).markdown() + (closing().isEmpty() ? "" : "\n" + closing());
    }

    private String heading() {
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        return String.format(Locale.ROOT,
                "Measured on %s: %d processors, Java %s, load %.1f before the run, %d:%02d minutes.%s%s",
                LocalDate.now(ZoneOffset.UTC), Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"), load, took.toMinutes(), took.toSecondsPart(),
                only.isEmpty() ? "" : " Only these sections: " + String.join(", ", only) + ".",
                sizes.quick() ? " A quick run: its numbers say little." : "");
    }

    private String closing() {
        StringBuilder text = new StringBuilder();
        long missed = rows().stream().filter(Row::missed).count();
        if (!sizes.quick()) {
            text.append(missed == 0 ? "All goals are met.\n" : missed + " goals are missed.\n");
        }
        failures.forEach(failure ->
                text.append("Left out: ").append(failure.lines().findFirst().orElse("")).append('\n'));
        return text.toString();
    }
}
