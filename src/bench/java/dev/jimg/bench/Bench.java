package dev.jimg.bench;

import dev.jimg.bench.measure.BenchException;
import dev.jimg.bench.report.ReadmeSection;
import dev.jimg.bench.report.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Runs the sections and prints the table. A section that fails does not take the others along: the table says that it is
 * missing. The exit status says whether all ran, not whether goals are met.
 */
public final class Bench {

    private static final List<Section> SECTIONS = List.of(new StartSection(), new PullSection(), new LinkSection(),
            new PushSection(), new ArchiveSection(), new ListSection(), new LayerSection(), new GrowthSection(),
            new KernelSection());

    private static final Path LAUNCHER = Path.of("target/installed/bin/jimg-tui").toAbsolutePath();
    private static final Path README = Path.of("README.md");

    private Bench() {}

    public static void main(String[] words) throws IOException {
        String names = SECTIONS.stream().map(Section::name).collect(Collectors.joining(", "));
        if (List.of(words).contains("--help")) {
            System.out.printf(Options.USAGE, names);
            return;
        }
        int status = 0;
        try {
            status = report(Options.of(List.of(words)));
        } catch (BenchException e) {
            System.err.println("bench: " + e.getMessage());
            status = 1;
        }
        // Not by returning: what a peer left running must not keep this alive.
        System.exit(status);
    }

    private static int report(Options options) throws IOException {
        Report report = new Report(options.sizes(), options.only());
        boolean whole = true;
        try (Workbench bench = new Workbench(options.sizes(), LAUNCHER)) {
            for (Section section : asked(options)) {
                Optional<List<Row>> rows = run(section, bench);
                whole &= rows.isPresent();
                report.add(section.name(), rows.orElse(List.of()), bench.failures());
                write(report, options);
            }
        }
        System.out.print("\n" + report.text());
        if (options.readme()) {
            ReadmeSection.replace(README, report.markdown());
        }
        return whole ? 0 : 1;
    }

    /** One after the other, and then again from the first if the whole is done twice. */
    private static List<Section> asked(Options options) {
        List<Section> once = SECTIONS.stream()
                .filter(section -> options.only().isEmpty() || options.only().contains(section.name())).toList();
        return Collections.nCopies(options.times(), once).stream().flatMap(List::stream).toList();
    }

    /** After every section: who has waited long enough has at least these. */
    private static void write(Report report, Options options) throws IOException {
        if (options.markdown().isPresent()) {
            Files.writeString(options.markdown().get(), report.markdown());
        }
    }

    /** Empty if it failed, whatever went wrong: the hour that the others took must not be lost. */
    private static Optional<List<Row>> run(Section section, Workbench bench) {
        System.err.print(section.name() + " … ");
        long begin = System.nanoTime();
        try {
            return Optional.of(section.rows(bench));
        } catch (BenchException | AssertionError e) {
            bench.failed("the section " + section.name() + ", which failed: " + e.getMessage());
            return Optional.empty();
        } catch (RuntimeException e) {
            e.printStackTrace();
            bench.failed("the section " + section.name() + ", which failed: " + e);
            return Optional.empty();
        } finally {
            System.err.printf("%d s%n", Duration.ofNanos(System.nanoTime() - begin).toSeconds());
        }
    }
}
