package dev.jimg.cli;

import dev.jimg.service.Failure;
import java.util.ArrayList;
import java.util.List;

/** {@code inspect}, {@code image inspect}. */
final class InspectCommand implements Command {

    static final String SUMMARY = "Return low-level information on images";
    static final String IMAGE_SUMMARY = "Display detailed information on one or more images";

    private static final String TYPE = "image";

    private final boolean ofImage;

    /** @param ofImage as a subcommand of {@code image}, where the type needs no saying */
    InspectCommand(boolean ofImage) {
        this.ofImage = ofImage;
    }

    @Override
    public Usage usage() {
        Flag format = Flag.text(OutputFormat.FLAG, 'f', "string",
                "Format output: 'json' prints the array in one line (default: indented)");
        return ofImage
                ? new Usage("[OPTIONS] IMAGE [IMAGE...]", IMAGE_SUMMARY, "", List.of(), List.of(format), 1, Usage.ANY)
                : new Usage("[OPTIONS] NAME|ID [NAME|ID...]", SUMMARY, "", List.of(),
                        List.of(format, Flag.text("type", (char) 0, "string", "Only inspect objects of the given type")),
                        1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) throws UsageException {
        boolean compact = OutputFormat.of(invocation.flags()) == OutputFormat.JSON;
        String type = invocation.flags().text("type").orElse(TYPE);
        if (!type.isEmpty() && !type.equals(TYPE)) {
            throw new Failure(Failure.Kind.INVALID, "inspect", "",
                    "unknown type: \"" + type + "\": must be \"" + TYPE + "\"", "");
        }
        List<String> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String image : invocation.arguments()) {
            try {
                found.add(invocation.service().inspect(image).json());
            } catch (Failure e) {
                failures.add(e);
            }
        }
        String array = "[" + String.join(",", found) + "]";
        invocation.out().line(compact ? JsonText.compact(array) : JsonText.indent(array));
        failures.forEach(invocation::report);
        return failures.isEmpty() ? 0 : 1;
    }
}
