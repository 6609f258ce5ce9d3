package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.Containers;
import dev.jimg.service.container.ExecRequest;
import java.util.List;

/** {@code exec}, {@code container exec}. */
final class ExecCommand implements Command {

    static final String SUMMARY = "Execute a command in a running container";

    private static final String NOT_STARTED = "exec failed: ";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] CONTAINER COMMAND [ARG...]", SUMMARY, "", List.of("container exec", "exec"),
                List.of(Flag.on("detach", 'd', "Detached mode: run command in the background"),
                        ContainerSession.DETACH_KEYS,
                        EnvironmentWords.VARIABLES, EnvironmentWords.FILES,
                        ContainerSession.INTERACTIVE,
                        Flag.on("privileged", (char) 0, "Give extended privileges to the command"),
                        ContainerSession.TTY,
                        Flag.text("user", 'u', "string", "Username or UID (format: \"<name|uid>[:<group|gid>]\")"),
                        Flag.text("workdir", 'w', "string", "Working directory inside the container")),
                2, Usage.ANY);
    }

    @Override
    public boolean flagsEndAtArgument() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws UsageException {
        Flags flags = invocation.flags();
        List<String> words = invocation.arguments();
        boolean detached = flags.on("detach");
        ExecRequest request = new ExecRequest(words.get(0), words.subList(1, words.size()), flags.on("tty"),
                flags.on("interactive"), detached, flags.on("privileged"), EnvironmentWords.of(invocation),
                flags.text("user").filter(user -> !user.isEmpty()),
                flags.text("workdir").filter(directory -> !directory.isEmpty()),
                ContainerSession.detachKeys(invocation));
        Containers containers = invocation.service().containers();
        if (!words.get(0).isEmpty()) {
            // Docker looks for it before it looks whether there is a terminal.
            containers.inspect(words.get(0));
        }
        try (ContainerSession session = detached ? ContainerSession.listening(invocation.console())
                : ContainerSession.of(invocation)) {
            ContainerStreams streams = session.streams();
            session.takeKeys();
            try {
                return containers.exec(request, streams, invocation.cancellation());
            } catch (Failure e) {
                session.giveBack();
                return refuse(invocation, e);
            }
        }
    }

    /** What the embedded store's runtime cannot start, in docker's words and with its status. */
    private static int refuse(Invocation invocation, Failure e) {
        int runtimeSays = e.getMessage().indexOf(NOT_STARTED);
        if (runtimeSays < 0 || !e.verbatim().isEmpty()) {
            // Not the runtime's word, or an engine's, which is docker's already.
            throw e;
        }
        String said = e.getMessage().substring(runtimeSays);
        invocation.report(e.spelledAs("OCI runtime exec failed: " + said + ": unknown"));
        return RunCommand.status(said) == RunCommand.FAILED ? RunCommand.CANNOT_RUN : RunCommand.status(said);
    }
}
