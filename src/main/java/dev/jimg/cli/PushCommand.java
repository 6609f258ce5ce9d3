package dev.jimg.cli;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PushRequest;
import dev.jimg.service.PushResult;
import java.util.List;
import java.util.Optional;

/** {@code push}, {@code image push}. */
final class PushCommand implements Command {

    static final String SUMMARY = "Upload an image to a registry";

    private static final String OPERATION = "push";
    private static final String TAG_WITH_ALL = "tag can't be used with --all-tags/-a";
    private static final String STOPPED =
            "Stopped. The same push does not send again what the registry has by now.";
    private static final String DIGEST = "cannot push a digest reference";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] NAME[:TAG]", SUMMARY, "", List.of("image push", OPERATION),
                List.of(Flag.on("all-tags", 'a', "Push all tags of an image to the repository"),
                        Flag.off("disable-content-trust", (char) 0, "Skip image signing"),
                        Flag.text("platform", (char) 0, "string", "Push only the image of this platform, without the"
                                + " index around it: 'os[/arch[/variant]]'"),
                        Flag.on("quiet", 'q', "Suppress verbose output")),
                1, 1);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        String text = invocation.argument(0);
        Reference named = References.parse(OPERATION, text);
        boolean all = flags.on("all-tags");
        boolean quiet = flags.on("quiet");
        check(flags, named, text);
        Optional<Platform> platform = References.platform(OPERATION, text, flags);
        Heading heading = new Heading(invocation.out(), quiet ? "" : heading(named, all));
        try {
            for (Reference reference : all ? allTags(invocation, named) : List.of(named.orLatest())) {
                push(invocation, new PushRequest(reference, platform), quiet, heading);
            }
        } catch (Failure e) {
            // What the engine's version does not know, docker refuses before it says anything.
            if (e.kind() != Failure.Kind.UNSUPPORTED) {
                heading.say();
            }
            throw e;
        }
        if (quiet) {
            invocation.out().line((all ? named : named.orLatest()).toString());
        }
        return 0;
    }

    private static String heading(Reference named, boolean all) {
        return (!all && named.isNameOnly() ? "Using default tag: " + Reference.LATEST + "\n" : "")
                + "The push refers to repository [" + named.name() + "]\n";
    }

    /** What is said once, when the push has begun or failed. */
    private static final class Heading {
        private final Output out;
        private String text;

        Heading(Output out, String text) {
            this.out = out;
            this.text = text;
        }

        synchronized void say() {
            out.print(text).flush();
            text = "";
        }
    }

    private static void check(Flags flags, Reference named, String text) {
        if (flags.on("all-tags") && !named.isNameOnly()) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, text, TAG_WITH_ALL, "").spelledAs(TAG_WITH_ALL);
        }
        if (named.digest().isPresent()) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, text, DIGEST, "Name a tag.").spelledAs(DIGEST);
        }
        if (!flags.on("disable-content-trust", true)) {
            throw new Failure(Failure.Kind.UNSUPPORTED, OPERATION, text,
                    "images are not signed for Docker Content Trust here", "Leave out --disable-content-trust=false.");
        }
    }

    /** Every tag of the repository that is here, sorted, as engines push them. */
    private static List<Reference> allTags(Invocation invocation, Reference repository) {
        List<Reference> tags = invocation.service().list(ListRequest.EVERYTHING).stream()
                .map(ImageSummary::tags).flatMap(List::stream)
                .filter(tag -> tag.name().equals(repository.name())).sorted((a, b) ->
                        a.toString().compareTo(b.toString())).toList();
        if (tags.isEmpty()) {
            String words = "An image does not exist locally with the tag: " + repository.familiarName();
            throw new Failure(Failure.Kind.NOT_FOUND, OPERATION, repository.familiar(), words, "").spelledAs(words);
        }
        return tags;
    }

    private static void push(Invocation invocation, PushRequest request, boolean quiet, Heading heading) {
        Console console = invocation.console();
        TransferView view = TransferView.on(console, quiet, "", new PushBoard());
        PushResult result = view.during(console, STOPPED, () -> invocation.service().push(request, event -> {
            heading.say();
            view.accept(event);
        }, invocation.cancellation()));
        heading.say();
        view.end(true);
        if (!quiet) {
            invocation.out().line(request.reference().target() + ": digest: " + result.digest() + " size: "
                    + result.size());
            invocation.out().flush();
        }
    }
}
