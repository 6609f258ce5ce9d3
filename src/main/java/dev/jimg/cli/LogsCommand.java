package dev.jimg.cli;

import dev.jimg.service.container.LogsRequest;
import java.util.List;
import java.util.Optional;

/** {@code logs}, {@code container logs}. */
final class LogsCommand implements Command {

    static final String SUMMARY = "Fetch the logs of a container";

    private static final String EXAMPLE =
            " (e.g. \"2013-01-02T13:23:37Z\") or relative (e.g. \"42m\" for 42 minutes)";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER", SUMMARY, "", List.of("container logs", "logs"),
                List.of(Flag.on("details", (char) 0, "Show extra details provided to logs"),
                        Flag.on("follow", 'f', "Follow log output"),
                        Flag.text("since", (char) 0, "string", "Show logs since timestamp" + EXAMPLE),
                        new Flag("tail", 'n', Flag.Kind.TEXT, "string",
                                "Number of lines to show from the end of the logs", "all"),
                        Flag.on("timestamps", 't', "Show timestamps"),
                        Flag.text("until", (char) 0, "string", "Show logs before a timestamp" + EXAMPLE)),
                1, 1);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        LogsRequest request = new LogsRequest(invocation.argument(0), flags.on("follow"), tail(flags),
                given(flags, "since"), given(flags, "until"), flags.on("timestamps"), flags.on("details"));
        try (ContainerSession session = ContainerSession.listening(invocation.console())) {
            invocation.service().containers().logs(request, session.streams(), invocation.cancellation());
        }
        return 0;
    }

    private static Optional<String> given(Flags flags, String name) {
        return flags.text(name).filter(text -> !text.isEmpty());
    }

    /** To an engine, what is no number is all. */
    private static Optional<Integer> tail(Flags flags) {
        try {
            return flags.text("tail").map(Integer::valueOf).filter(lines -> lines >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
