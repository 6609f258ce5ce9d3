package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.SearchRequest;
import dev.jimg.service.SearchResult;
import java.util.List;

/** {@code search}. */
final class SearchCommand implements Command {

    static final String SUMMARY = "Search Docker Hub for images";

    private static final int DESCRIPTION_CELLS = 45;
    private static final String AUTOMATED = "is-automated";
    private static final int MOST = 100;

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] TERM", SUMMARY,
                "HOST[:PORT]/TERM searches the catalogue of that registry, by a part of the name.", List.of(),
                List.of(Flag.filters(),
                        Flag.text(OutputFormat.FLAG, (char) 0, "string", "Pretty-print search using a Go template"),
                        Flag.number("limit", "Max number of search results"),
                        Flag.on("no-trunc", (char) 0, "Don't truncate output")),
                1, 1);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        String term = invocation.argument(0);
        int limit = flags.number("limit");
        if (limit > MOST) {
            throw new Failure(Failure.Kind.INVALID, "search", term,
                    "Limit " + limit + " is outside the range of [1, " + MOST + "]", "")
                    .spelledAs("Error response from daemon: Limit " + limit + " is outside the range of [1, " + MOST + "]");
        }
        if (flags.filters().containsKey(AUTOMATED)) {
            invocation.console().err().line("WARNING: the \"" + AUTOMATED + "\" filter is deprecated, and searching for"
                    + " \"is-automated=true\" will not yield any results in future.").flush();
        }
        SearchResult result = invocation.service().search(
                new SearchRequest(term, limit <= 0 ? SearchRequest.DEFAULT_LIMIT : limit, flags.filters()),
                invocation.cancellation());
        print(invocation, result.hits());
        return 0;
    }

    static void print(Invocation invocation, List<SearchResult.Hit> hits) {
        String format = OutputFormat.of(invocation.flags());
        boolean json = format.equals(OutputFormat.JSON_WORD) || format.equals("{{json .}}");
        new Listing<>("registry.searchContext", fields(json, invocation.flags().on("no-trunc")), hits)
                .print(invocation.console(), format, List.of("Name", "Description", "StarCount", "IsOfficial"));
    }

    private static List<Field<SearchResult.Hit>> fields(boolean json, boolean whole) {
        return List.of(
                new Field<>("Name", "NAME", SearchResult.Hit::name),
                new Field<>("Description", "DESCRIPTION", hit -> description(hit, whole)),
                new Field<>("StarCount", "STARS", hit -> hit.stars() < 0 ? "" : Integer.toString(hit.stars())),
                new Field<>("IsOfficial", "OFFICIAL", hit -> json ? Boolean.toString(hit.official())
                        : hit.official() ? "[OK]" : ""));
    }

    private static String description(SearchResult.Hit hit, boolean whole) {
        String line = hit.description().replace('\n', ' ').replace('\r', ' ');
        return whole ? line : TextWidth.ellipsis(line, DESCRIPTION_CELLS);
    }
}
