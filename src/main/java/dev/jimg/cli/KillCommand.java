package dev.jimg.cli;

import dev.jimg.service.container.Containers;
import java.util.List;

/** {@code kill}, {@code container kill}. */
final class KillCommand implements Command {

    static final String SUMMARY = "Kill one or more running containers";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER [CONTAINER...]", SUMMARY, "", List.of("container kill", "kill"),
                List.of(Flag.text("signal", 's', "string", "Signal to send to the container")), 1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        String signal = invocation.flags().text("signal").filter(name -> !name.isEmpty()).orElse("KILL");
        Containers containers = invocation.service().containers();
        return EachContainer.report(invocation,
                EachContainer.atOnce(invocation, container -> containers.kill(container, signal)));
    }
}
