package dev.jimg.cli;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** {@code load}, {@code image load}. */
final class LoadCommand implements Command {

    static final String SUMMARY = "Load an image from a tar archive or STDIN";

    private static final String OPERATION = "load";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS]", SUMMARY, "", List.of("image load", OPERATION),
                List.of(Flag.text("input", 'i', "string", "Read from tar archive file, instead of STDIN"),
                        Flag.text("platform", (char) 0, "string", "Load only the given platform variant. Formatted as"
                                + " \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")"),
                        Flag.on("quiet", 'q', "Suppress the load output")),
                0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        String file = flags.text("input").orElse("");
        Optional<Platform> platform = flags.text("platform").filter(given -> !given.isEmpty())
                .map(given -> References.platform(OPERATION, file, given));
        if (!file.isEmpty()) {
            try (InputStream in = GoFiles.open(OPERATION, file)) {
                return load(invocation, new LoadRequest(platform), in);
            } catch (IOException e) {
                throw new Failure(Failure.Kind.DISK, OPERATION, file, GoFiles.words(e), "", e);
            }
        }
        if (invocation.console().inIsTerminal().getAsBoolean()) {
            String words = "requested load from stdin, but stdin is empty";
            throw new Failure(Failure.Kind.INVALID, OPERATION, "", words, "").spelledAs(words);
        }
        return load(invocation, new LoadRequest(platform), invocation.console().in());
    }

    private static int load(Invocation invocation, LoadRequest request, InputStream in) {
        boolean watched = invocation.console().outIsTerminal() && !invocation.flags().on("quiet");
        LoadResult result;
        try (ArchiveView view = watched ? new ArchiveView(invocation.console(), "Loading layer") : ArchiveView.SILENT) {
            result = invocation.service().archives().load(request, in, view, invocation.cancellation());
        }
        if (watched) {
            result.notices().forEach(notice -> invocation.out().line(SafeText.line(notice)));
        }
        result.images().forEach(image -> invocation.out().line(line(image)));
        return 0;
    }

    private static String line(LoadResult.Loaded image) {
        return image.name().map(Reference::familiar).map(name -> "Loaded image: " + name)
                .orElseGet(() -> "Loaded image ID: " + image.id().map(ImageId::toString).orElse(""));
    }
}
