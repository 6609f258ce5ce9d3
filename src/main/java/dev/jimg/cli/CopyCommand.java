package dev.jimg.cli;

import dev.jimg.oci.Platform;
import dev.jimg.service.CopyPlace;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.CopyResult;
import dev.jimg.service.Failure;
import dev.jimg.text.SafeText;
import java.util.List;
import java.util.Optional;

/** {@code copy}: what docker has no command for. */
final class CopyCommand implements Command {

    static final String SUMMARY = "Copy an image between the store, engines and registries";

    private static final String MORE = """
            SOURCE and TARGET are each one of:
              IMAGE                     where the other commands work, see «info»
              docker://IMAGE            the registry that the name says
              store://IMAGE             the embedded store
              engine://IMAGE            the engine that applies
              engine+ssh://HOST/IMAGE   the engine of another host
              engine+tcp://HOST:PORT/IMAGE, engine+unix:///SOCKET//IMAGE
              context://NAME/IMAGE      the engine of a docker context
            A TARGET without an IMAGE keeps the name. Of what a registry or the store has,
            nothing is sent again; an engine takes whole archives only.""";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] SOURCE TARGET", SUMMARY, MORE, List.of(),
                List.of(Flag.on("all-platforms", 'a', "Copy the whole index, from registry to registry"),
                        Flag.text("platform", (char) 0, "string", "Copy the image of this platform"),
                        Flag.on("quiet", 'q', "Only print the name of the copy")),
                2, 2);
    }

    @Override
    public int run(Invocation invocation) {
        String source = invocation.argument(0);
        Optional<Platform> platform = References.platform("copy", source, invocation.flags());
        boolean all = invocation.flags().on("all-platforms");
        if (all && platform.isPresent()) {
            throw new Failure(Failure.Kind.INVALID, "copy", source,
                    "--platform and --all-platforms contradict each other", "Leave one of them out.");
        }
        CopyRequest request = new CopyRequest(CopyPlace.parse(source), CopyPlace.parse(invocation.argument(1)),
                platform, all);
        boolean quiet = invocation.flags().on("quiet");
        CopyResult result = copy(invocation, request, quiet);
        if (quiet) {
            invocation.out().line(result.name().toString());
        } else {
            result.digest().ifPresent(digest -> invocation.out().line("Digest: " + digest));
            invocation.out().line(SafeText.line("Status: Copied " + source + " to "
                    + (request.target().image().isEmpty() ? inside(invocation.argument(1), result.name().familiar())
                            : invocation.argument(1))));
        }
        return 0;
    }

    /** The target as somebody would write it who names the image too. */
    static String inside(String place, String image) {
        return place + (place.endsWith("/") ? "" : place.startsWith("engine+unix:") ? "//" : "/") + image;
    }

    private static CopyResult copy(Invocation invocation, CopyRequest request, boolean quiet) {
        Console console = invocation.console();
        // What is fetched has a pull's words, what is sent a push's.
        boolean pull = request.source().kind() == CopyPlace.Kind.REGISTRY
                && request.target().kind() != CopyPlace.Kind.REGISTRY;
        LayerBoard board = pull ? new PullBoard() : new PushBoard();
        TransferView view = TransferView.on(console, quiet, "", board);
        CopyResult result = view.during(console, "",
                () -> invocation.copies().get().copy(request, view, invocation.cancellation()));
        view.end(true);
        return result;
    }
}
