package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** {@code inspect}, {@code image inspect}. */
final class InspectCommand implements Command {

    static final String SUMMARY = "Return low-level information on Docker objects";
    static final String IMAGE_SUMMARY = "Display detailed information on one or more images";

    /** Docker's exit status for a template that is none. */
    private static final int BAD_TEMPLATE = 64;
    private static final String TYPE = "image";
    private static final String SIZE = "size";

    private final boolean ofImage;

    /** @param ofImage as a subcommand of {@code image}, where the type needs no saying */
    InspectCommand(boolean ofImage) {
        this.ofImage = ofImage;
    }

    @Override
    public Usage usage() {
        Flag format = Flag.text(OutputFormat.FLAG, 'f', "string", OutputFormat.OBJECT_HELP);
        return ofImage
                ? new Usage("[OPTIONS] IMAGE [IMAGE...]", IMAGE_SUMMARY, "", List.of(), List.of(format), 1, Usage.ANY)
                : new Usage("[OPTIONS] NAME|ID [NAME|ID...]", SUMMARY, "", List.of(),
                        List.of(format, Flag.on(SIZE, 's', "Display total file sizes if the type is container"),
                                Flag.text("type", (char) 0, "string", "Only inspect objects of the given type")),
                        1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        checkType(invocation.flags());
        String format = invocation.flags().text(OutputFormat.FLAG).orElse("");
        if (!format.isEmpty() && !format.equals(OutputFormat.JSON_WORD)) {
            return byTemplate(invocation, format);
        }
        List<String> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String image : invocation.arguments()) {
            try {
                found.add(inspect(invocation, image));
            } catch (Failure e) {
                failures.add(e);
            }
        }
        String array = "[" + String.join(",", found) + "]";
        invocation.out().line(format.isEmpty() ? JsonText.indent(array) : JsonText.compact(array));
        failures.forEach(invocation::report);
        return failures.isEmpty() ? 0 : 1;
    }

    private int byTemplate(Invocation invocation, String text) {
        InspectFormat format;
        try {
            format = new InspectFormat(text, invocation.console());
        } catch (Failure e) {
            invocation.report(e);
            return BAD_TEMPLATE;
        }
        StringBuilder printed = new StringBuilder();
        List<Failure> failures = new ArrayList<>();
        for (String image : invocation.arguments()) {
            try {
                printed.append(format.apply(inspect(invocation, image), ImageType::of)).append('\n');
            } catch (Failure e) {
                failures.add(e);
            }
        }
        invocation.out().print(printed.length() == 0 ? "\n" : printed.toString());
        failures.forEach(invocation::report);
        return failures.isEmpty() ? 0 : 1;
    }

    /** Docker looks among all kinds of objects unless it is told one, and says so where there is none. */
    private String inspect(Invocation invocation, String image) {
        if (image.isEmpty()) {
            throw new Failure(Failure.Kind.INVALID, "inspect", "", "the name is empty", "")
                    .spelledAs(ofImage ? "Error: No such image: " : "invalid container name or ID: value is empty");
        }
        try {
            String json = invocation.service().inspect(image).json();
            if (invocation.flags().on(SIZE)) {
                invocation.console().err().line("WARNING: --size ignored for image").flush();
            }
            return json;
        } catch (Failure e) {
            boolean any = !ofImage && invocation.flags().text("type").isEmpty();
            throw any && e.kind() == Failure.Kind.NOT_FOUND && !e.verbatim().isEmpty()
                    ? e.spelledAs("Error: No such object: " + image) : e;
        }
    }

    private static void checkType(Flags flags) {
        String type = flags.text("type").orElse(TYPE);
        if (!type.equals(TYPE)) {
            String why = type.isEmpty() ? "type is empty" : "unknown type: \"" + SafeText.line(type) + "\"";
            throw new Failure(Failure.Kind.INVALID, "inspect", "", why + ": must be \"" + TYPE + "\"", "");
        }
    }
}
