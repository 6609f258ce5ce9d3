package dev.jimg.cli;

import dev.jimg.service.HistoryRow;
import dev.jimg.text.HumanSize;
import java.time.Instant;
import java.util.List;

/** {@code history}, {@code image history}. */
final class HistoryCommand implements Command {

    static final String SUMMARY = "Show the history of an image";

    private static final String MISSING = "<missing>";
    private static final int CREATED_BY_CELLS = 45;
    private static final int SHORT_ID = 12;

    /** Docker takes no time up to this one for true: they are set for reproducible builds. */
    private static final Instant UNTOLD = Instant.parse("2000-01-01T00:00:00Z");

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] IMAGE", SUMMARY, "", List.of("image history", "history"),
                List.of(OutputFormat.flag(),
                        Flag.off("human", 'H', "Print sizes and dates in human readable format"),
                        Flag.on("no-trunc", (char) 0, "Don't truncate output"),
                        Flag.on("quiet", 'q', "Only show image IDs")),
                1, 1);
    }

    @Override
    public int run(Invocation invocation) {
        print(invocation, invocation.service().history(invocation.argument(0)));
        return 0;
    }

    static void print(Invocation invocation, List<HistoryRow> rows) {
        boolean human = invocation.flags().on("human", true);
        Listing<HistoryRow> listing = new Listing<>("image.historyContext", fields(invocation, human), rows);
        String format = OutputFormat.of(invocation.flags());
        if (format.equals(OutputFormat.TABLE_WORD) && invocation.flags().on("quiet")) {
            listing.lines(invocation.console(), "ID");
        } else {
            listing.print(invocation.console(), format,
                    List.of("ID", human ? "CreatedSince" : "CreatedAt", "CreatedBy", "Size", "Comment"));
        }
    }

    private static List<Field<HistoryRow>> fields(Invocation invocation, boolean human) {
        Console console = invocation.console();
        boolean whole = invocation.flags().on("no-trunc");
        Instant now = console.now().get();
        return List.of(
                new Field<>("ID", "IMAGE", row -> id(row, whole)),
                new Field<>("CreatedSince", "CREATED", row -> human ? since(row.created(), now)
                        : Times.rfc3339(row.created(), console.zone().get())),
                new Field<>("CreatedAt", "CREATED AT", row -> Times.rfc3339(row.created(), console.zone().get())),
                new Field<>("CreatedBy", "CREATED BY", row -> createdBy(row, whole)),
                new Field<>("Size", "SIZE", row -> human ? HumanSize.inList(row.size()) : Long.toString(row.size())),
                new Field<>("Comment", "COMMENT", HistoryRow::comment));
    }

    private static String id(HistoryRow row, boolean whole) {
        String id = row.id().orElse(MISSING);
        if (whole || row.id().isEmpty()) {
            return id;
        }
        String hex = id.substring(id.indexOf(':') + 1);
        return hex.substring(0, Math.min(SHORT_ID, hex.length()));
    }

    private static String since(Instant created, Instant now) {
        return created.isAfter(UNTOLD) ? Times.ago(created, now) : "N/A";
    }

    private static String createdBy(HistoryRow row, boolean whole) {
        String text = row.createdBy().replace('\t', ' ');
        return whole ? text : TextWidth.ellipsis(text, CREATED_BY_CELLS);
    }
}
