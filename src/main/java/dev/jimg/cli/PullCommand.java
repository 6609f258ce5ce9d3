package dev.jimg.cli;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.service.PullRequest;
import dev.jimg.service.PullResult;
import dev.jimg.service.TagsRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code pull}, {@code image pull}. */
final class PullCommand implements Command {

    static final String SUMMARY = "Download an image from a registry";

    private static final String OPERATION = "pull";
    private static final String TAG_WITH_ALL = "tag can't be used with --all-tags/-a";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] NAME[:TAG|@DIGEST]", SUMMARY, "", List.of("image pull", OPERATION),
                List.of(Flag.on("all-tags", 'a', "Download all tagged images in the repository"),
                        Flag.off("disable-content-trust", (char) 0, "Skip image verification"),
                        Flag.text("platform", (char) 0, "string", "Set platform if server is multi-platform capable"),
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
        if (!all && named.isNameOnly() && !quiet) {
            invocation.out().line("Using default tag: " + Reference.LATEST);
            invocation.out().flush();
        }
        boolean fresh = false;
        for (Reference reference : all ? allTags(invocation, named) : List.of(named.orLatest())) {
            fresh |= pull(invocation, new PullRequest(reference, platform), quiet).fresh();
        }
        Reference pulled = all ? named : named.orLatest();
        sayStatus(invocation, pulled, fresh, quiet);
        invocation.out().line(pulled.toString());
        return 0;
    }

    /** As another command does it on its way. */
    static void pullWithStatus(Invocation invocation, PullRequest request, boolean quiet) {
        PullResult result = pull(invocation, request, quiet);
        sayStatus(invocation, request.reference(), result.fresh(), quiet);
    }

    private static void sayStatus(Invocation invocation, Reference pulled, boolean fresh, boolean quiet) {
        if (!quiet) {
            invocation.out().line((fresh ? "Status: Downloaded newer image for " : "Status: Image is up to date for ")
                    + pulled.familiar());
        }
    }

    private static void check(Flags flags, Reference named, String text) {
        if (flags.on("all-tags") && !named.isNameOnly()) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, text, TAG_WITH_ALL, "").spelledAs(TAG_WITH_ALL);
        }
        if (!flags.on("disable-content-trust", true)) {
            throw new Failure(Failure.Kind.UNSUPPORTED, OPERATION, text,
                    "signatures of Docker Content Trust are not verified here",
                    "Leave out --disable-content-trust=false; digests are always verified.");
        }
    }

    private static List<Reference> allTags(Invocation invocation, Reference repository) {
        List<Reference> references = new ArrayList<>();
        TagsRequest request = new TagsRequest(repository, 0);
        for (String tag : invocation.service().tags(request, invocation.cancellation()).tags()) {
            references.add(repository.withTag(tag));
        }
        if (references.isEmpty()) {
            throw new Failure(Failure.Kind.NOT_FOUND, OPERATION, repository.familiar(), "it has no tags", "");
        }
        return references;
    }

    private static PullResult pull(Invocation invocation, PullRequest request, boolean quiet) {
        Set<Digest> before = quiet ? Set.of() : imagesHere(invocation);
        TransferView view =
                TransferView.on(invocation.console(), quiet, heading(request.reference()), new PullBoard());
        PullResult result = view.during(invocation.console(), "Stopped. The same pull continues where this one stopped.",
                () -> invocation.service().pull(request, view, invocation.cancellation()));
        view.end(!before.contains(result.image().digest()) || result.fetched() > 0);
        if (!quiet) {
            invocation.out().line("Digest: " + result.digest());
            invocation.out().flush();
        }
        return result;
    }

    private static Set<Digest> imagesHere(Invocation invocation) {
        Set<Digest> ids = new HashSet<>();
        for (ImageSummary image : invocation.service().list(ListRequest.EVERYTHING)) {
            ids.add(image.id().digest());
        }
        return ids;
    }

    /** {@code latest: Pulling from library/nginx}. */
    private static String heading(Reference reference) {
        String asked = reference.digest().isPresent() ? reference.toString() : reference.target();
        return asked + ": Pulling from " + reference.path();
    }
}
