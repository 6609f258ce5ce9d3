package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.container.Containers;
import java.util.List;

/** {@code rm}, {@code container rm}. */
final class RemoveContainersCommand implements Command {

    static final String SUMMARY = "Remove one or more containers";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER [CONTAINER...]", SUMMARY, "",
                List.of("container rm", "container remove", "rm"),
                List.of(Flag.on("force", 'f', "Force the removal of a running container (uses SIGKILL)"),
                        Flag.on("link", 'l', "Remove the specified link"),
                        Flag.on("volumes", 'v', "Remove anonymous volumes associated with the container")),
                1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        boolean force = invocation.flags().on("force");
        boolean volumes = invocation.flags().on("volumes");
        boolean link = invocation.flags().on("link");
        Containers containers = invocation.service().containers();
        List<Failure> failures = EachContainer.atOnce(invocation, named -> {
            String name = name(named);
            if (link) {
                containers.removeLink(name);
            } else {
                containers.remove(name, force, volumes);
            }
        });
        failures.forEach(invocation::report);
        // To docker, what is not there needs no force to be gone.
        return failures.stream().allMatch(failure -> force && failure.kind() == Failure.Kind.NOT_FOUND) ? 0 : 1;
    }

    private static String name(String container) {
        String name = container.replaceFirst("^/+|/+$", "");
        if (name.isEmpty()) {
            String why = "container name cannot be empty";
            throw new Failure(Failure.Kind.INVALID, "remove container", "", why, "", why, null);
        }
        return name;
    }
}
