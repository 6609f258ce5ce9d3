package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.container.CommitRequest;
import java.util.List;
import java.util.Optional;

/** {@code commit}, {@code container commit}. */
final class CommitCommand implements Command {

    static final String SUMMARY = "Create a new image from a container's changes";

    private static final String OPERATION = "commit";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER [REPOSITORY[:TAG]]", SUMMARY, "",
                List.of("container commit", OPERATION),
                List.of(Flag.text("author", 'a', "string",
                                "Author (e.g., \"John Hannibal Smith <hannibal@a-team.com>\")"),
                        Flag.list("change", 'c', "Apply Dockerfile instruction to the created image"),
                        Flag.text("message", 'm', "string", "Commit message"),
                        Flag.off("pause", 'p', "Pause container during commit")),
                1, 2);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        String container = invocation.argument(0);
        Optional<Reference> target = invocation.arguments().size() > 1 && !invocation.argument(1).isEmpty()
                ? Optional.of(target(container, invocation.argument(1))) : Optional.empty();
        invocation.out().line(invocation.service().containers().commit(new CommitRequest(container, target,
                flags.text("author").orElse(""), flags.text("message").orElse(""), flags.list("change"),
                flags.on("pause", true)), invocation.cancellation()).toString());
        return 0;
    }

    private static Reference target(String container, String text) {
        Reference target = References.parse(OPERATION, text);
        if (target.digest().isPresent()) {
            String why = "refusing to create a tag with a digest reference";
            throw new Failure(Failure.Kind.INVALID, OPERATION, container, why, "", why, null);
        }
        return target.orLatest();
    }
}
