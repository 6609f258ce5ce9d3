package dev.jimg.cli;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.Archives;
import dev.jimg.service.archive.LayerPacking;
import dev.jimg.service.archive.LoadRequest;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** {@code load}, {@code image load}. */
final class LoadCommand implements Command {

    static final String SUMMARY = "Load an image from a tar archive or STDIN";

    private static final String OPERATION = "load";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS]", SUMMARY, "", List.of("image load", OPERATION),
                List.of(Flag.text("compression-format", (char) 0, "string", "Pack the layers of a docker-archive that come"
                                + " unpacked (\"none\", \"gzip\", \"zstd\"; embedded store only)"),
                        Flag.text("input", 'i', "string", "Read from tar archive file, instead of STDIN"),
                        Flag.text("platform", (char) 0, "string", "Load only the given platform variant. Formatted as"
                                + " \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")"),
                        Flag.on("quiet", 'q', "Suppress the load output")),
                0, 0);
    }

    @Override
    public int run(Invocation invocation) {
        Flags flags = invocation.flags();
        String file = flags.text("input").orElse("");
        LoadRequest request = new LoadRequest(References.platform(OPERATION, file, flags), packing(flags));
        if (!file.isEmpty()) {
            try (FileChannel in = GoFiles.open(OPERATION, file)) {
                return load(invocation, (images, view) -> images.load(request, in, view, invocation.cancellation()));
            } catch (IOException e) {
                throw new Failure(Failure.Kind.DISK, OPERATION, file, GoFiles.words(e), "", e);
            }
        }
        if (invocation.console().inIsTerminal().getAsBoolean()) {
            String words = "requested load from stdin, but stdin is empty";
            throw new Failure(Failure.Kind.INVALID, OPERATION, "", words, "").spelledAs(words);
        }
        InputStream in = invocation.console().in();
        return load(invocation, (images, view) -> images.load(request, in, view, invocation.cancellation()));
    }

    private static LayerPacking packing(Flags flags) {
        String word = flags.text("compression-format").orElse("none");
        return LayerPacking.parse(word).orElseThrow(() -> new Failure(Failure.Kind.INVALID, OPERATION, word,
                "layers are not packed so", "Use gzip, zstd, or none, which leaves them as they are.")
                .spelledAs("invalid argument \"" + word + "\" for \"--compression-format\" flag: must be none, gzip or"
                        + " zstd"));
    }

    private static int load(Invocation invocation, BiFunction<Archives, ArchiveView, LoadResult> load) {
        boolean watched = invocation.console().outIsTerminal() && !invocation.flags().on("quiet");
        LoadResult result;
        try (ArchiveView view = watched ? new ArchiveView(invocation.console(), "Loading layer") : ArchiveView.SILENT) {
            result = load.apply(invocation.service().archives(), view);
        }
        print(invocation.out(), result);
        return 0;
    }

    /** What was said of an image stands before it, as it was said; what was said of none, before all. */
    private static void print(Output out, LoadResult result) {
        List<String> notices = new ArrayList<>(result.notices());
        Map<LoadResult.Loaded, List<String>> own = new HashMap<>();
        for (LoadResult.Loaded image : result.images()) {
            String named = " " + image.name().map(Reference::familiar).orElse("") + " ";
            List<String> said = notices.stream().filter(notice -> notice.contains(named)).toList();
            own.put(image, said);
            notices.removeAll(said);
        }
        notices.forEach(notice -> out.line(SafeText.line(notice)));
        for (LoadResult.Loaded image : result.images()) {
            own.get(image).forEach(notice -> out.line(SafeText.line(notice)));
            out.line(line(image));
        }
    }

    private static String line(LoadResult.Loaded image) {
        return image.name().map(Reference::familiar).map(name -> "Loaded image: " + name)
                .orElseGet(() -> "Loaded image ID: " + image.id().map(ImageId::toString).orElse(""));
    }
}
