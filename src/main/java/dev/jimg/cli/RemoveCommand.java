package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.RemovalResult;
import dev.jimg.service.RemoveRequest;
import dev.jimg.text.SafeText;
import java.util.List;

/** {@code rmi}, {@code image rm}. */
final class RemoveCommand implements Command {

    static final String SUMMARY = "Remove one or more images";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] IMAGE [IMAGE...]", SUMMARY, "", List.of("image rm", "image remove", "rmi"),
                List.of(Flag.on("force", 'f', "Force removal of the image"),
                        Flag.on("no-prune", (char) 0, "Do not delete untagged parents")),
                1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        RemovalResult result = invocation.service().remove(new RemoveRequest(invocation.arguments(),
                RemoveRequest.Mode.REMOVE, invocation.flags().on("force"), !invocation.flags().on("no-prune")));
        for (RemovalResult.Step step : result.steps()) {
            String done = step.action() == RemovalResult.Action.UNTAGGED ? "Untagged: " : "Deleted: ";
            invocation.out().line(done + SafeText.line(step.subject()));
        }
        result.failures().forEach(invocation::report);
        // By force, what is not there is removed well enough.
        boolean well = result.failures().stream()
                .allMatch(failure -> invocation.flags().on("force") && failure.kind() == Failure.Kind.NOT_FOUND);
        return well ? 0 : 1;
    }
}
