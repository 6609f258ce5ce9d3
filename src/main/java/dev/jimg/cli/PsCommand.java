package dev.jimg.cli;

import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code ps}, {@code container ls}. */
final class PsCommand implements Command {

    static final String SUMMARY = "List containers";

    private static final String RAW = "raw";
    /** To try a template on. */
    private static final ContainerSummary NONE = new ContainerSummary("", List.of(), "", Optional.empty(), "",
            Instant.EPOCH, "", "", "", Map.of(), List.of(), 0, List.of(), 0, 0);
    private static final List<String> COLUMNS =
            List.of("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names");
    private static final List<String> WITH_SIZE =
            List.of("ID", "Image", "Command", "RunningFor", "Status", "Ports", "Names", "Size");

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS]", SUMMARY, "",
                List.of("container ls", "container list", "container ps", "ps"),
                List.of(Flag.on("all", 'a', "Show all containers (default shows just running)"),
                        Flag.filters(),
                        OutputFormat.flag(),
                        new Flag("last", 'n', Flag.Kind.NUMBER, "int",
                                "Show n last created containers (includes all states)", "-1"),
                        Flag.on("latest", 'l', "Show the latest created container (includes all states)"),
                        Flag.on("no-trunc", (char) 0, "Don't truncate output"),
                        Flag.on("quiet", 'q', "Only display container IDs"),
                        Flag.on("size", 's', "Display total file sizes")),
                0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        boolean quiet = flags.on("quiet");
        String format = quiet ? OutputFormat.of(flags) : OutputFormat.of(invocation, "psFormat");
        if (quiet && !flags.text(OutputFormat.FLAG).orElse("").isEmpty()) {
            invocation.console().err()
                    .line("WARNING: Ignoring custom format, because both --format and --quiet are set.").flush();
            format = format.equals(RAW) ? RAW : OutputFormat.TABLE_WORD;
        }
        if (isTemplate(format)) {
            TemplateFormat.tryOut(listing(invocation.console(), false, List.of(NONE)), invocation.console(), format);
        }
        boolean size = flags.given("size") ? flags.on("size") : asksForSize(format);
        int last = flags.given("last") ? flags.number("last") : flags.on("latest") ? 1 : 0;
        List<ContainerSummary> containers = invocation.service().containers().list(
                new ContainerListRequest(flags.on("all"), Math.max(last, 0), size, flags.filters()));
        Listing<ContainerSummary> listing = listing(invocation.console(), flags.on("no-trunc"), containers);
        if (quiet && format.equals(OutputFormat.TABLE_WORD)) {
            listing.lines(invocation.console(), "ID");
        } else {
            listing.print(invocation.console(), format.equals(RAW) ? raw(quiet, size) : format,
                    flags.on("size") ? WITH_SIZE : COLUMNS);
        }
        return 0;
    }

    private static Listing<ContainerSummary> listing(Console console, boolean whole, List<ContainerSummary> rows) {
        return new Listing<>("formatter.ContainerContext", ContainerFields.of(console, whole),
                Map.of("Label", (container, name) -> container.labels().getOrDefault(name, "")), rows);
    }

    private static boolean isTemplate(String format) {
        return !List.of(OutputFormat.TABLE_WORD, OutputFormat.JSON_WORD, RAW).contains(format);
    }

    /** The engine measures only for who wants to know; a template says that by itself. */
    private static boolean asksForSize(String format) {
        return format.contains(".Size") || format.contains("json .");
    }

    /** Docker's format of that name, from before there were templates. */
    private static String raw(boolean quiet, boolean size) {
        if (quiet) {
            return "container_id: {{.ID}}";
        }
        return "container_id: {{.ID}}\nimage: {{.Image}}\ncommand: {{.Command}}\ncreated_at: {{.CreatedAt}}\n"
                + "state: {{- pad .State 1 0}}\nstatus: {{- pad .Status 1 0}}\nnames: {{.Names}}\n"
                + "labels: {{- pad .Labels 1 0}}\nports: {{- pad .Ports 1 0}}\n" + (size ? "size: {{.Size}}\n" : "");
    }
}
