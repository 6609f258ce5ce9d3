package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.container.Containers;
import dev.jimg.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** {@code start}, {@code container start}. */
final class StartCommand implements Command {

    static final String SUMMARY = "Start one or more stopped containers";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER [CONTAINER...]", SUMMARY, "", List.of("container start", "start"), List.of(), 1,
                Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        Containers containers = invocation.service().containers();
        List<String> failed = new ArrayList<>();
        for (String container : invocation.arguments()) {
            try {
                containers.start(container);
                invocation.out().line(container).flush();
            } catch (Failure e) {
                invocation.report(e);
                failed.add(container);
            }
        }
        if (!failed.isEmpty()) {
            invocation.console().err()
                    .line("Error: failed to start containers: " + SafeText.line(String.join(", ", failed))).flush();
        }
        return failed.isEmpty() ? 0 : 1;
    }
}
