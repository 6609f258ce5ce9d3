package dev.jimg.bench.report;

import dev.jimg.bench.measure.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of the README that a run writes: what stands between two comments. */
public final class ReadmeSection {

    private static final String BEGIN = "<!-- bench:begin -->\n";
    private static final String END = "<!-- bench:end -->";

    private ReadmeSection() {}

    /** Puts this text in the place of what stood between the marks. */
    public static void replace(Path readme, String text) throws IOException {
        String before = Files.readString(readme);
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new BenchException(readme + " has no lines " + BEGIN.strip() + " and " + END);
        }
        Files.writeString(readme, before.substring(0, begin + BEGIN.length()) + text + before.substring(end));
    }
}
