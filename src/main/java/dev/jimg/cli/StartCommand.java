package dev.jimg.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.service.Failure;
import dev.jimg.service.container.Containers;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunResult;
import dev.jimg.service.container.StartRequest;
import dev.jimg.text.SafeText;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** {@code start}, {@code container start}. */
final class StartCommand implements Command {

    static final String SUMMARY = "Start one or more stopped containers";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER [CONTAINER...]", SUMMARY, "", List.of("container start", "start"),
                List.of(Flag.on("attach", 'a', "Attach STDOUT/STDERR and forward signals"),
                        ContainerSession.DETACH_KEYS,
                        Flag.on("interactive", 'i', "Attach container's STDIN")),
                1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        if (!flags.on("attach") && !flags.on("interactive")) {
            return startAll(invocation);
        }
        if (invocation.arguments().size() > 1) {
            String why = "you cannot start and attach multiple containers at once";
            throw new Failure(Failure.Kind.INVALID, "start", "", why, "", why, null);
        }
        return stay(invocation, invocation.argument(0));
    }

    private static int stay(Invocation invocation, String container) {
        Containers containers = invocation.service().containers();
        JsonNode config = config(containers, container);
        boolean tty = config.path("Tty").asBoolean();
        boolean input = invocation.flags().on("interactive") && config.path("OpenStdin").asBoolean();
        StartRequest request = new StartRequest(container, input, ContainerSession.detachKeys(invocation));
        Cancellation leaving = new Cancellation();
        try (ContainerSession session = ContainerSession.before(invocation.console(), input, tty)) {
            RunEvents events = new RunEvents() {
                @Override
                public void created(String id, List<String> warnings) {
                    session.takeKeys();
                    session.forwardSignals(containers, id, leaving::cancel);
                }
            };
            RunResult result = containers.start(request, session.streams(), events, leaving);
            if (result.detached()) {
                session.letGo();
            }
            return result.exit();
        } catch (CancellationException e) {
            // Docker takes that for a good end.
            return 0;
        }
    }

    /** What decides how to sit down before it. */
    private static JsonNode config(Containers containers, String container) {
        try {
            return new ObjectMapper().readTree(containers.inspect(container)).path("Config");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON of a container", e);
        }
    }

    private static int startAll(Invocation invocation) {
        Containers containers = invocation.service().containers();
        List<String> failed = new ArrayList<>();
        for (String container : invocation.arguments()) {
            try {
                containers.start(container);
                invocation.out().line(invocation.console().safe(container)).flush();
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
