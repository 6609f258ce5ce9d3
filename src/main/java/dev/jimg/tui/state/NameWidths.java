package dev.jimg.tui.state;

import java.util.List;

/**
 * How wide the columns of names would like to be: so that most of the names fit. The few longest do not count, or one
 * of them would take the room of all the others.
 *
 * @param repository in characters, which are cells, for names are ASCII
 */
public record NameWidths(int repository, int tag) {

    public static final NameWidths NONE = new NameWidths(0, 0);

    private static final int LONGEST = 128;
    private static final int PERCENT = 85;

    static NameWidths of(List<ImageRow> rows) {
        int[] repositories = new int[LONGEST + 1];
        int[] tags = new int[LONGEST + 1];
        for (ImageRow row : rows) {
            repositories[Math.min(LONGEST, row.repository().length())]++;
            tags[Math.min(LONGEST, row.tagText().length())]++;
        }
        return new NameWidths(fitting(repositories, rows.size()), fitting(tags, rows.size()));
    }

    private static int fitting(int[] counts, int rows) {
        int seen = 0;
        for (int width = 0; width < counts.length; width++) {
            seen += counts[width];
            if (seen * 100L >= (long) rows * PERCENT) {
                return width;
            }
        }
        return LONGEST;
    }
}
