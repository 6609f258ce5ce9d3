package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.TagList;
import dev.jimg.service.TagsRequest;
import java.util.List;

/** {@code tags}: what docker has no command for. */
final class TagsCommand implements Command {

    static final String SUMMARY = "List the tags of a repository in its registry";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] REPOSITORY", SUMMARY, "", List.of(),
                List.of(OutputFormat.flag(), Flag.number("limit", "Max number of tags (0 for all)"),
                        Flag.on("long", 'l', "Also ask for each tag's digest, platforms, size and age")), 1, 1);
    }

    @Override
    public int run(Invocation invocation) {
        int limit = invocation.flags().number("limit");
        Reference repository = References.parse("list the tags of", invocation.argument(0));
        if (!repository.isNameOnly()) {
            throw new Failure(Failure.Kind.INVALID, "list the tags of", invocation.argument(0),
                    "a repository is wanted, without tag and digest",
                    "Try: jimg-tui tags " + repository.familiarName());
        }
        if (limit < 0) {
            throw new Failure(Failure.Kind.INVALID, "list the tags of", repository.familiarName(),
                    "a limit of " + limit + " makes no sense", "");
        }
        TagList list = invocation.service().tags(new TagsRequest(repository, limit), invocation.cancellation());
        if (invocation.flags().on("long")) {
            new TagDetails(invocation, list.repository()).print(list.tags());
        } else {
            Listing<String> listing = new Listing<>("tags.context", List.of(
                    new Field<>("Repository", "REPOSITORY", tag -> list.repository().familiarName()),
                    new Field<>("Tag", "TAG", tag -> tag)), list.tags());
            if (!invocation.flags().text(OutputFormat.FLAG).orElse("").isEmpty()) {
                listing.print(invocation.console(), OutputFormat.of(invocation.flags()), List.of("Repository", "Tag"));
            } else {
                listing.lines(invocation.console(), "Tag");
            }
        }
        if (!list.complete() && limit == 0) {
            invocation.out().flush();
            invocation.console().err().line("The registry has more tags than it listed.");
        }
        return 0;
    }
}
