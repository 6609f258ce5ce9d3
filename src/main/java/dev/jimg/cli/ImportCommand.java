package dev.jimg.cli;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.ArchiveProgress;
import dev.jimg.service.archive.ImportRequest;
import dev.jimg.service.archive.ImportSource;
import dev.jimg.text.SafeText;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** {@code import}, {@code image import}. */
final class ImportCommand implements Command {

    static final String SUMMARY = "Import the contents from a tarball to create a filesystem image";

    private static final String OPERATION = "import";
    private static final Pattern COMPONENT = Pattern.compile("^[A-Za-z0-9_-]+$");

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] file|URL|- [REPOSITORY[:TAG]]", SUMMARY, "", List.of("image import", OPERATION),
                List.of(Flag.list("change", 'c', "Apply Dockerfile instruction to the created image"),
                        Flag.text("message", 'm', "string", "Set commit message for imported image"),
                        Flag.text("platform", (char) 0, "string", "Set platform if server is multi-platform capable")),
                1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        invocation.out().line(imported(invocation, invocation.argument(0)).toString());
        return 0;
    }

    private static ImageId imported(Invocation invocation, String source) {
        if (source.startsWith("http://") || source.startsWith("https://")) {
            try (UrlView view = new UrlView(invocation.console())) {
                return imported(invocation, new ImportSource.Url(source), view);
            }
        }
        if (source.equals("-")) {
            return imported(invocation, new ImportSource.Stream(invocation.console().in()), progress -> {});
        }
        try (FileChannel in = GoFiles.open(OPERATION, source)) {
            return imported(invocation, new ImportSource.Stream(Channels.newInputStream(in)), progress -> {});
        } catch (IOException e) {
            throw new Failure(Failure.Kind.DISK, OPERATION, source, GoFiles.words(e), "", e);
        }
    }

    private static ImageId imported(Invocation invocation, ImportSource source, Consumer<ArchiveProgress> view) {
        Flags flags = invocation.flags();
        Optional<Reference> target = invocation.arguments().size() < 2 || invocation.argument(1).isEmpty()
                ? Optional.empty() : Optional.of(target(invocation.argument(1)));
        Optional<Platform> platform = flags.filled("platform").map(ImportCommand::platform);
        ImportRequest request = new ImportRequest(target, flags.list("change"), flags.text("message").orElse(""),
                platform);
        return invocation.service().archives().importImage(request, source, view, invocation.cancellation());
    }

    /** In the words of the engine, which docker would ask. */
    private static Platform platform(String text) {
        try {
            return Platform.parse(text);
        } catch (MalformedException e) {
            String wrong = Arrays.stream(text.split("/", -1)).filter(part -> !COMPONENT.matcher(part).matches())
                    .findFirst().map(part -> "\"" + part + "\" is an invalid component of \"" + text
                            + "\": platform specifier component must match \"" + COMPONENT.pattern() + "\"")
                    .orElse("\"" + text + "\": " + (e.getMessage().endsWith(Platform.UNKNOWN) ? Platform.UNKNOWN
                            : "cannot parse platform specifier"));
            throw new Failure(Failure.Kind.INVALID, OPERATION, text, e.getMessage(), "", e)
                    .spelledAs("Error response from daemon: " + wrong + ": invalid argument");
        }
    }

    private static Reference target(String text) {
        try {
            return Reference.parse(text);
        } catch (MalformedException e) {
            throw new Failure(Failure.Kind.INVALID, OPERATION, text, e.getMessage(), "", e)
                    .spelledAs(References.docker(e));
        }
    }

    /** Says that the fetching has begun, and on a terminal how far it is. */
    private static final class UrlView extends ArchiveView {
        private final Console console;
        private boolean begun;

        UrlView(Console console) {
            super(console, "Importing");
            this.console = console;
        }

        @Override
        public synchronized void accept(ArchiveProgress progress) {
            if (!begun && progress.total() < 0) {
                begun = true;
                console.out().line("Downloading from " + SafeText.line(progress.item()));
                console.out().flush();
            }
            super.accept(progress);
        }

        @Override
        boolean shows(ArchiveProgress progress) {
            return console.outIsTerminal() && progress.total() > 0;
        }

        @Override
        String head(ArchiveProgress progress) {
            return "Importing";
        }
    }
}
