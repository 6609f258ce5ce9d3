package dev.jimg.cli;

import dev.jimg.service.Failure;
import dev.jimg.template.GoMap;
import dev.jimg.template.GoNil;
import dev.jimg.template.GoStruct;
import dev.jimg.template.Template;
import dev.jimg.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Prints rows by a template of the user's. Apart from {@link Listing}, so that templates are loaded only where one is
 * given.
 */
final class TemplateFormat {

    /** What docker has in a field that is null here. */
    private static final GoNil NIL = new GoNil("*v1.Platform");

    private TemplateFormat() {}

    /** @throws Failure in docker's words, if the template is none or does not fit the rows; nothing is printed then */
    static <R> void print(Listing<R> listing, Console console, String format) {
        boolean table = format.startsWith(OutputFormat.TABLE_WORD);
        String text = (table ? format.substring(OutputFormat.TABLE_WORD.length()) : format).replaceAll("^ +| +$", "");
        StringBuilder body = new StringBuilder();
        try {
            Template template = Template.parse(text.replace("\\t", "\t").replace("\\n", "\n"));
            for (R row : listing.rows()) {
                body.append(template.apply(struct(listing, console, row), false)).append('\n');
            }
            if (table) {
                body.insert(0, template.heading(headings(listing)) + "\n");
            }
        } catch (TemplateException e) {
            throw failure(e);
        }
        console.out().print(table ? Table.align(body.toString()) : body.toString());
    }

    /**
     * Docker's trial of a format before it asks for containers.
     *
     * @param listing of an empty row
     * @throws Failure in docker's words, if the template is none or does not fit
     */
    static <R> void tryOut(Listing<R> listing, Console console, String format) {
        String step = "failed to parse template: ";
        try {
            Template template = Template.parse(format);
            step = "failed to execute template: ";
            template.apply(struct(listing, console, listing.rows().get(0)), false);
        } catch (TemplateException e) {
            throw failure(e).spelledAs(step + e.getMessage());
        }
    }

    static Failure failure(TemplateException e) {
        return new Failure(Failure.Kind.INVALID, "format the output", "", e.getMessage(),
                "See https://docs.docker.com/go/formatting/.", "template parsing error: " + e.getMessage(), e);
    }

    private static <R> GoStruct struct(Listing<R> listing, Console console, R row) {
        Map<String, Supplier<Object>> values = new LinkedHashMap<>();
        listing.fields().forEach(field -> values.put(field.name(), () -> safe(console, field.value().apply(row))));
        GoStruct struct = GoStruct.row(listing.type(), values);
        listing.methods().forEach((name, method) -> struct.members().put(name,
                GoStruct.Member.asking(text -> console.safe(method.apply(row, text)))));
        return struct;
    }

    private static Object safe(Console console, String text) {
        return text == null ? NIL : console.safe(text);
    }

    private static GoMap headings(Listing<?> listing) {
        TreeMap<String, Object> headers = new TreeMap<>();
        listing.fields().forEach(field -> headers.put(field.name(), field.header()));
        Map<String, UnaryOperator<String>> methods = listing.methods().keySet().stream()
                .collect(Collectors.toMap(name -> name, name -> TemplateFormat::headingOf));
        return new GoMap("formatter.SubHeaderContext", headers, "", false, methods);
    }

    /** Of a column of labels: {@code com.example.some-name} stands under «some name». */
    private static String headingOf(String label) {
        return label.substring(label.lastIndexOf('.') + 1).replace('-', ' ').replace('_', ' ');
    }
}
