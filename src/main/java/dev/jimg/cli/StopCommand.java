package dev.jimg.cli;

import dev.jimg.service.container.Containers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** {@code stop}, {@code container stop}. */
final class StopCommand implements Command {

    static final String SUMMARY = "Stop one or more running containers";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER [CONTAINER...]", SUMMARY, "", List.of("container stop", "stop"),
                List.of(Flag.text("signal", 's', "string", "Signal to send to the container"),
                        new Flag("timeout", 't', Flag.Kind.NUMBER, "int",
                        "Seconds to wait before killing the container", "0")),
                1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        Optional<Duration> patience = invocation.flags().given("timeout")
                ? Optional.of(Duration.ofSeconds(invocation.flags().number("timeout"))) : Optional.empty();
        Optional<String> signal = invocation.flags().text("signal").filter(name -> !name.isEmpty());
        Containers containers = invocation.service().containers();
        return EachContainer.report(invocation,
                EachContainer.atOnce(invocation, container -> containers.stop(container, patience, signal)));
    }
}
