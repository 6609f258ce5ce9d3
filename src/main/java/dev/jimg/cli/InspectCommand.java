package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.service.ObjectType;
import dev.jimg.template.Quoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code inspect} of all that docker inspects, {@code image inspect} and {@code container inspect}.
 *
 * <p>By a name alone docker looks for objects of a swarm too where the engine manages one; here their type has to be
 * said.
 */
final class InspectCommand implements Command {

    static final String SUMMARY = "Return low-level information on Docker objects";
    static final String IMAGE_SUMMARY = "Display detailed information on one or more images";
    static final String CONTAINER_SUMMARY = "Display detailed information on one or more containers";

    /** Docker's exit status for a template that is none. */
    private static final int BAD_TEMPLATE = 64;
    private static final String SIZE = "size";

    private final Optional<ObjectType> only;

    private InspectCommand(Optional<ObjectType> only) {
        this.only = only;
    }

    static InspectCommand ofAnything() {
        return new InspectCommand(Optional.empty());
    }

    /** As a subcommand of {@code image} or {@code container}, where the type needs no saying. */
    static InspectCommand of(ObjectType type) {
        return new InspectCommand(Optional.of(type));
    }

    @Override
    public Usage usage() {
        Flag format = Flag.text(OutputFormat.FLAG, 'f', "string", OutputFormat.OBJECT_HELP);
        if (only.isEmpty()) {
            return new Usage("[OPTIONS] NAME|ID [NAME|ID...]", SUMMARY, "", List.of(),
                    List.of(format, Flag.on(SIZE, 's', "Display total file sizes if the type is container"),
                            Flag.text("type", (char) 0, "string", "Only inspect objects of the given type")),
                    1, Usage.ANY);
        }
        return only.get() == ObjectType.IMAGE
                ? new Usage("[OPTIONS] IMAGE [IMAGE...]", IMAGE_SUMMARY, "", List.of(), List.of(format), 1, Usage.ANY)
                : new Usage("[OPTIONS] CONTAINER [CONTAINER...]", CONTAINER_SUMMARY, "", List.of(),
                        List.of(format, Flag.on(SIZE, 's', "Display total file sizes")), 1, Usage.ANY);
    }

    @Override
    public int run(Invocation invocation) {
        ObjectSearch search = new ObjectSearch(invocation, only.or(() -> type(invocation.flags())));
        String format = invocation.flags().text(OutputFormat.FLAG).orElse("");
        if (!format.isEmpty() && !format.equals(OutputFormat.JSON_WORD)) {
            return byTemplate(invocation, search, format);
        }
        List<String> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : invocation.arguments()) {
            try {
                found.add(search.find(name).json());
            } catch (Failure e) {
                failures.add(e);
            }
        }
        String array = "[" + String.join(",", found) + "]";
        invocation.out().line(format.isEmpty() ? JsonText.indent(array) : JsonText.compact(array));
        failures.forEach(invocation::report);
        return failures.isEmpty() ? 0 : 1;
    }

    private static int byTemplate(Invocation invocation, ObjectSearch search, String text) {
        InspectFormat format;
        try {
            format = new InspectFormat(text, invocation.console());
        } catch (Failure e) {
            invocation.report(e);
            return BAD_TEMPLATE;
        }
        StringBuilder printed = new StringBuilder();
        List<Failure> failures = new ArrayList<>();
        for (String name : invocation.arguments()) {
            try {
                ObjectSearch.Found found = search.find(name);
                printed.append(format.apply(found.json(), ObjectTypes.of(found.type()))).append('\n');
            } catch (Failure e) {
                failures.add(e);
            }
        }
        invocation.out().print(printed.length() == 0 ? "\n" : printed.toString());
        failures.forEach(invocation::report);
        return failures.isEmpty() ? 0 : 1;
    }

    private static Optional<ObjectType> type(Flags flags) {
        if (!flags.given("type")) {
            return Optional.empty();
        }
        String word = flags.text("type").orElse("");
        return Optional.of(Stream.of(ObjectType.values()).filter(type -> type.word().equals(word)).findFirst()
                .orElseThrow(() -> {
                    String why = (word.isEmpty() ? "type is empty" : "unknown type: " + Quoting.quote(word))
                            + ": must be one of " + Stream.of(ObjectType.values()).map(ObjectType::word).sorted()
                            .map(Quoting::quote).collect(Collectors.joining(", "));
                    return new Failure(Failure.Kind.INVALID, "inspect", "", why, "").spelledAs(why);
                }));
    }
}
