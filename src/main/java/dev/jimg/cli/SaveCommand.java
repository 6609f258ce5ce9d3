package dev.jimg.cli;

import dev.jimg.oci.Platform;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.SaveRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code save}, {@code image save}. */
final class SaveCommand implements Command {

    static final String SUMMARY = "Save one or more images to a tar archive (streamed to STDOUT by default)";

    private static final String OPERATION = "save";

    @Override
    public Usage usage() {
        return new Usage("[OPTIONS] IMAGE [IMAGE...]", SUMMARY, "", List.of("image save", OPERATION),
                List.of(Flag.text("format", (char) 0, "string", "Format of the archive: \"docker\" (default) or \"oci\""),
                        Flag.text("output", 'o', "string", "Write to a file, instead of STDOUT"),
                        Flag.text("platform", (char) 0, "string", "Save only the given platform variant. Formatted as"
                                + " \"os[/arch[/variant]]\" (e.g., \"linux/amd64\")")),
                1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) throws UsageException {
        Flags flags = invocation.flags();
        String subject = String.join(", ", invocation.arguments());
        Optional<Platform> platform = References.platform(OPERATION, subject, flags);
        SaveRequest request = new SaveRequest(invocation.arguments(), format(flags), platform);
        String file = flags.text("output").orElse("");
        if (!file.isEmpty()) {
            Path path = GoFiles.output(OPERATION, file, "failed to save image: ");
            invocation.service().archives().saveFile(request, path, progress -> {}, invocation.cancellation());
            return 0;
        }
        if (invocation.console().outIsTerminal()) {
            String words = "cowardly refusing to save to a terminal. Use the -o flag or redirect";
            throw new Failure(Failure.Kind.INVALID, OPERATION, subject, words, "").spelledAs(words);
        }
        return toOutput(invocation, request);
    }

    /** A reader that left is told by the exit status alone. */
    private static int toOutput(Invocation invocation, SaveRequest request) {
        try {
            invocation.service().archives().save(request, invocation.out().bytes(), progress -> {},
                    invocation.cancellation());
            return 0;
        } catch (Failure e) {
            if (invocation.out().readerLeft()) {
                return CommandLineFace.READER_LEFT;
            }
            throw e;
        }
    }

    /** Podman's names of the formats are understood too. */
    private static SaveRequest.Format format(Flags flags) throws UsageException {
        String given = flags.text("format").orElse("");
        return switch (given) {
            case "", "docker", "docker-archive" -> SaveRequest.Format.DOCKER;
            case "oci", "oci-archive" -> SaveRequest.Format.OCI;
            default -> throw UsageException.flag("invalid argument \"" + given
                    + "\" for \"--format\" flag: wants docker or oci");
        };
    }
}
