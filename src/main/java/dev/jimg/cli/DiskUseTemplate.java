package dev.jimg.cli;

import dev.jimg.template.GoNil;
import dev.jimg.template.GoSlice;
import dev.jimg.template.GoStruct;
import dev.jimg.template.Template;
import dev.jimg.template.TemplateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Prints the whole disk use by one template, as {@code system df -v --format} does. */
final class DiskUseTemplate {

    private DiskUseTemplate() {}

    /** @throws dev.jimg.service.Failure in docker's words, if the template is none or does not fit */
    static void print(Console console, String format, Listing<?> images, Listing<?> containers, Listing<?> volumes,
            Listing<?> cache) {
        Map<String, GoStruct.Member> parts = new LinkedHashMap<>();
        parts.put("Images", GoStruct.Member.of(rows(images, console, Map.of()), "Images", false));
        // What an engine of today tells of a container's platform, older ones leave out.
        parts.put("Containers", GoStruct.Member.of(rows(containers, console,
                Map.of("Platform", () -> GoNil.INTERFACE)), "Containers", false));
        parts.put("Volumes", GoStruct.Member.of(rows(volumes, console, Map.of()), "Volumes", false));
        parts.put("BuildCache", GoStruct.Member.of(rows(cache, console, Map.of()), "BuildCache", false));
        Template template;
        try {
            // Docker takes the word away and makes no table of it.
            template = Template.parse(format.startsWith(OutputFormat.TABLE_WORD)
                    ? format.substring(OutputFormat.TABLE_WORD.length()).strip() : format);
        } catch (TemplateException e) {
            throw TemplateFormat.failure(e);
        }
        try {
            console.out().print(template.apply(new GoStruct("formatter.diskUsageContext", true, false, parts), false));
        } catch (TemplateException e) {
            // Docker says here that it is about parsing only where it is.
            throw TemplateFormat.failure(e).spelledAs(e.getMessage());
        }
    }

    private static <R> GoSlice rows(Listing<R> listing, Console console, Map<String, Supplier<Object>> more) {
        List<Object> rows = new ArrayList<>();
        for (R row : listing.rows()) {
            Map<String, Supplier<Object>> values = new TreeMap<>(more);
            listing.fields().forEach(field -> values.put(field.name(), () -> console.safe(field.value().apply(row))));
            rows.add(GoStruct.row(listing.type(), values));
        }
        return new GoSlice("[]*" + listing.type(), rows, false);
    }
}
