package dev.jimg.cli;

import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.PullRequest;
import dev.jimg.service.container.Containers;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.RunEvents;
import dev.jimg.service.container.RunRequest;
import dev.jimg.service.container.RunResult;
import dev.jimg.service.container.StandardStream;
import dev.jimg.text.SafeText;
import java.util.List;
import java.util.Optional;

/** {@code run}, {@code container run}. The exit status is the container's, or docker's for what kept it from running. */
final class RunCommand implements Command {

    static final String SUMMARY = "Create and run a new container from an image";

    /** Docker's: not created or started, found but not to be run, not found. */
    static final int FAILED = 125;
    static final int CANNOT_RUN = 126;
    private static final int NO_SUCH_COMMAND = 127;

    /** To docker, a connection that an engine refuses is an error like any other, and no failed run. */
    private static final String NOT_CONNECTED = "unable to upgrade to tcp";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] IMAGE [COMMAND] [ARG...]", SUMMARY,
                "On the embedded store a container has the host's network, or none with\n"
                        + "--network none: -p 80:80 only warns of that, and -p 8080:80 is refused.", List.of("container run", "run"),
                RunFlags.ALL, 1, Usage.ANY);
    }

    @Override
    public boolean flagsEndAtArgument() {
        return true;
    }

    @Override
    public int run(Invocation invocation) throws UsageException {
        RunRequest request;
        String pull;
        try {
            pull = pullPolicy(invocation.flags());
            request = RunFlags.request(invocation);
            checkImage(request.image());
        } catch (Failure e) {
            refuse(invocation, e);
            return FAILED;
        }
        boolean detached = invocation.flags().on("detach");
        if (detached && !request.attach().isEmpty()) {
            String why = "conflicting options: cannot specify both --attach and --detach";
            throw new Failure(Failure.Kind.INVALID, "run", "", why, "", why, null);
        }
        try (ContainerSession session = detached ? ContainerSession.listening(invocation.console())
                : ContainerSession.of(invocation.console(), request.attaches(StandardStream.IN), request.tty())) {
            Optional<ContainerStreams> streams = detached ? Optional.empty() : Optional.of(session.streams());
            Progress progress = new Progress(invocation, session, streams.isPresent());
            RunResult result;
            try {
                result = run(invocation, request, pull, streams, progress);
            } catch (Failure e) {
                // The terminal first, or the error runs across it.
                session.giveBack();
                if (detached && !progress.created.isEmpty()) {
                    // It is there, and stays.
                    invocation.out().line(invocation.console().safe(progress.created));
                }
                if (e.verbatim().startsWith(NOT_CONNECTED)) {
                    throw e;
                }
                return refuse(invocation, e);
            }
            if (detached) {
                invocation.out().line(invocation.console().safe(result.container()));
            } else if (result.detached()) {
                session.letGo();
            }
            return result.exit();
        }
    }

    private static RunResult run(Invocation invocation, RunRequest request, String pull,
            Optional<ContainerStreams> streams, Progress progress) {
        Containers containers = invocation.service().containers();
        if (pull.equals("always")) {
            pull(invocation, request);
        }
        try {
            return containers.run(request, streams, progress, invocation.cancellation());
        } catch (Failure e) {
            if (!progress.created.isEmpty() || e.kind() != Failure.Kind.NOT_FOUND || !pull.equals("missing")
                    || Reference.tryParse(request.image()).isEmpty()) {
                throw e;
            }
        }
        sayMissing(invocation, request);
        pull(invocation, request);
        return containers.run(request, streams, progress, invocation.cancellation());
    }

    private static void sayMissing(Invocation invocation, RunRequest request) {
        if (!invocation.flags().on("quiet")) {
            invocation.console().err().line("Unable to find image '"
                    + SafeText.line(Reference.parse(request.image()).orLatest().familiar()) + "' locally").flush();
        }
    }

    /** What docker says of it goes where errors go: the output is the container's. */
    private static void pull(Invocation invocation, RunRequest request) {
        Console console = invocation.console().withOut(invocation.console().err());
        Invocation pulling = new Invocation(console, invocation.flags(), invocation.services(), invocation.copies(),
                invocation.settings(), invocation.cancellation());
        PullCommand.pullWithStatus(pulling,
                new PullRequest(Reference.parse(request.image()).orLatest(), request.platform()),
                invocation.flags().on("quiet"));
        console.out().flush();
    }

    private static String pullPolicy(Flags flags) {
        String policy = flags.text("pull").orElse("missing");
        if (policy.equals("always") || policy.equals("missing") || policy.equals("never")) {
            return policy;
        }
        String why = "invalid pull option: '" + policy + "': must be one of \"always\", \"missing\" or \"never\"";
        throw new Failure(Failure.Kind.INVALID, "run", "", why, "", why, null);
    }

    private static void checkImage(String image) {
        if (!image.matches("[0-9a-f]{64}")) {
            try {
                References.parse("run", image);
            } catch (Failure e) {
                throw e.spelledAs(image.isEmpty() ? "invalid reference format" : e.why());
            }
        }
    }

    private static int refuse(Invocation invocation, Failure e) {
        String said = e.verbatim().isEmpty() ? e.getMessage() : e.verbatim();
        invocation.report(e.spelledAs(CommandLineFace.PROGRAM + ": " + said + "\n\nRun '" + CommandLineFace.PROGRAM
                + " run --help' for more information"));
        return status(said);
    }

    /** By the words, as docker tells them apart. */
    static int status(String said) {
        if (said.contains("executable file not found") || said.contains("no such file or directory")) {
            return NO_SUCH_COMMAND;
        }
        return said.contains("permission denied") || said.contains("is a directory") ? CANNOT_RUN : FAILED;
    }

    /** Hears when the container is there. */
    private static final class Progress implements RunEvents {
        private final Invocation invocation;
        private final ContainerSession session;
        private final boolean stays;
        private String created = "";

        Progress(Invocation invocation, ContainerSession session, boolean stays) {
            this.invocation = invocation;
            this.session = session;
            this.stays = stays;
        }

        @Override
        public void created(String container, List<String> warnings) {
            created = container;
            warnings.forEach(warning -> invocation.console().err().line("WARNING: " + SafeText.line(warning)));
            invocation.console().err().flush();
            if (!stays) {
                return;
            }
            session.takeKeys();
            if (invocation.flags().on("sig-proxy", true)) {
                session.forwardSignals(invocation.service().containers(), container);
            }
        }
    }
}
