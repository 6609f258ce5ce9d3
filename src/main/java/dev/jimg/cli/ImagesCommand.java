package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.ListRequest;
import dev.jimg.text.HumanSize;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code images}, {@code image ls}. */
final class ImagesCommand implements Command {

    static final String SUMMARY = "List images";

    /** Words that are commands below {@code image}: who types one of them after «images» meant another command. */
    private static final Set<String> MISTAKEN = Set.of("build", "history", "import", "inspect", "list", "load", "ls",
            "prune", "pull", "push", "rm", "save", "tag");

    private static final String DIGEST = "{{.Digest}}";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] [REPOSITORY[:TAG]]", SUMMARY, "", List.of("image ls", "image list", "images"),
                List.of(Flag.on("all", 'a', "Show all images (default hides intermediate images)"),
                        Flag.on("digests", (char) 0, "Show digests"),
                        Flag.filters(),
                        OutputFormat.flag(),
                        Flag.on("no-trunc", (char) 0, "Don't truncate output"),
                        Flag.on("quiet", 'q', "Only show image IDs"), Flag.unlisted("tree")),
                0, 1);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        if (flags.on("tree")) {
            throw noTree(invocation.service());
        }
        Map<String, List<String>> filters = new LinkedHashMap<>(flags.filters());
        // An argument of no letters asks for nothing, with docker too.
        if (!invocation.arguments().isEmpty() && !invocation.argument(0).isEmpty()) {
            filters.computeIfAbsent("reference", name -> new ArrayList<>()).add(invocation.argument(0));
        }
        List<ImageSummary> images = invocation.service().list(new ListRequest(flags.on("all"), filters));
        print(invocation, images);
        Problems.tell(invocation);
        if (images.isEmpty() && invocation.arguments().stream().anyMatch(MISTAKEN::contains)) {
            String word = invocation.argument(0);
            invocation.out().flush();
            invocation.console().err().line("\nNo images found matching \"" + word + "\": did you mean \""
                    + CommandLineFace.PROGRAM + " image " + word + "\"?");
        }
        return 0;
    }

    /** An engine before 1.47 does not tell what the tree shows; nor does the store, which keeps one platform of each. */
    private static Failure noTree(ImageService service) {
        Optional<String> version = Optional.ofNullable(service.info().details().get("API version"))
                .map(text -> text.split(" ")[0]);
        Failure failure = new Failure(Failure.Kind.UNSUPPORTED, "list images", "",
                "there is no tree of images by their platforms", "Leave --tree out; «tags --long REPOSITORY» shows the"
                + " platforms that a registry has.");
        boolean old = version.isPresent() && version.get().matches("1\\.([0-3]?\\d|4[0-6])");
        return !old ? failure : failure.spelledAs("\"--tree\" requires API version 1.47, but the Docker"
                + " daemon API version is " + version.get());
    }

    static void print(Invocation invocation, List<ImageSummary> images) {
        boolean digests = invocation.flags().on("digests");
        boolean quiet = invocation.flags().on("quiet");
        String format = quiet ? OutputFormat.of(invocation.flags()) : OutputFormat.of(invocation, "imagesFormat");
        boolean bare = format.equals(OutputFormat.TABLE_WORD);
        if (format.equals("raw")) {
            format = raw(quiet, digests);
        } else if (digests && !bare && format.startsWith(OutputFormat.TABLE_WORD) && !format.contains(DIGEST)) {
            format += "\t" + DIGEST;
        }
        boolean eachDigest = digests || format.contains(DIGEST);
        List<ImageRow> rows = new ArrayList<>(images.size());
        for (ImageSummary image : images) {
            ImageRow.add(rows, image, eachDigest, digests);
        }
        Listing<ImageRow> listing = new Listing<>("formatter.imageContext", fields(invocation, bare), rows);
        if (bare && quiet) {
            listing.lines(invocation.console(), "ID");
        } else {
            listing.print(invocation.console(), format, digests
                    ? List.of("Repository", "Tag", "Digest", "ID", "CreatedSince", "Size")
                    : List.of("Repository", "Tag", "ID", "CreatedSince", "Size"));
        }
    }

    /** Docker's format of that name, from before there were templates. */
    private static String raw(boolean quiet, boolean digests) {
        if (quiet) {
            return "image_id: {{.ID}}";
        }
        return "repository: {{ .Repository }}\ntag: {{.Tag}}\n" + (digests ? "digest: " + DIGEST + "\n" : "")
                + "image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n";
    }

    /**
     * Docker's fields. The last three are not asked for by its list either, and stay {@code N/A} there too.
     *
     * @param bare for docker's own table, which has words for an age that is not known
     */
    private static List<Field<ImageRow>> fields(Invocation invocation, boolean bare) {
        Console console = invocation.console();
        boolean whole = invocation.flags().on("no-trunc");
        Instant now = console.now().get();
        return List.of(
                new Field<>("Repository", "REPOSITORY", ImageRow::repository),
                new Field<>("Tag", "TAG", ImageRow::tag),
                new Field<>("Digest", "DIGEST", ImageRow::digest),
                new Field<>("ID", "IMAGE ID", row -> whole ? row.image().id().toString() : row.image().id().shortHex()),
                new Field<>("CreatedSince", "CREATED", row -> age(row, now, bare)),
                new Field<>("CreatedAt", "CREATED AT", row -> Times.full(row.image().created(), console.zone().get())),
                new Field<>("Size", "SIZE", row -> HumanSize.inList(row.image().size())),
                new Field<>("VirtualSize", "SIZE", row -> HumanSize.of(row.image().size())),
                new Field<>("SharedSize", "SHARED SIZE", row -> "N/A"),
                new Field<>("UniqueSize", "UNIQUE SIZE", row -> "N/A"),
                new Field<>("Containers", "CONTAINERS", row -> "N/A"));
    }

    private static String age(ImageRow row, Instant now, boolean bare) {
        String age = Times.agoIfKnown(row.image().created(), now);
        return bare && age.isEmpty() ? "N/A" : age;
    }
}
