package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerListRequest;
import dev.jimg.service.container.ContainerSummary;
import java.util.List;
import java.util.Map;

/** {@code ps}, {@code container ls}. */
final class PsCommand implements Command {

    static final String SUMMARY = "List containers";

    private static final String RAW = "raw";
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
        boolean size = flags.given("size") ? flags.on("size") : asksForSize(format);
        int last = flags.given("last") ? flags.number("last") : flags.on("latest") ? 1 : 0;
        List<ContainerSummary> containers = invocation.service().containers().list(
                new ContainerListRequest(flags.on("all"), Math.max(last, 0), size, flags.filters()));
        Listing<ContainerSummary> listing = new Listing<>("formatter.ContainerContext",
                ContainerFields.of(invocation.console(), flags.on("no-trunc")),
                Map.of("Label", (container, name) -> container.labels().getOrDefault(name, "")), containers);
        if (quiet && format.equals(OutputFormat.TABLE_WORD)) {
            listing.lines(invocation.console(), "ID");
        } else {
            print(invocation.console(), listing, format.equals(RAW) ? raw(quiet, size) : format,
                    flags.on("size") ? WITH_SIZE : COLUMNS);
        }
        return 0;
    }

    /** Docker tries the template before it asks, and has words of its own for that. */
    private static void print(Console console, Listing<ContainerSummary> listing, String format,
            List<String> columns) {
        try {
            listing.print(console, format, columns);
        } catch (Failure e) {
            throw e.spelledAs((e.why().contains("executing") ? "failed to execute template: "
                    : "failed to parse template: ") + e.why());
        }
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
