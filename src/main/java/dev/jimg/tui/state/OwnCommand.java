package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A command of the person's own, for the selected image.
 *
 * <p>Its words are the arguments of a program, and no shell sees them: whatever an image is called, its name stays one
 * argument. A command that wants a shell says so; placeholders become variables in quotes there, which the shell does
 * not read as its own language either.
 *
 * @param key in the menu of own commands
 * @param name in the menu and in the palette
 * @param words the program and its arguments, with placeholders; the one line for the shell if {@code shell}
 */
public record OwnCommand(String key, String name, List<String> words, boolean shell, Output output) {

    /** Where what it writes goes. */
    public enum Output {
        /** It has the terminal while it runs. */
        TERMINAL,
        /** Shown in a dialog when it has ended. */
        DIALOG,
        /** Nowhere; only that it has ended, and how, is told. */
        NONE
    }

    /** What can be put in for an image, in braces. */
    public static final List<String> PLACEHOLDERS = List.of("id", "ref", "repo", "tag", "digest");

    public OwnCommand {
        words = List.copyOf(words);
    }

    /** What to run for an image. */
    Program program(ImageRow row) {
        Map<String, String> values = values(row);
        Map<String, String> variables = new LinkedHashMap<>();
        values.forEach((name, value) -> variables.put(variable(name), value));
        List<String> filled = new ArrayList<>();
        if (shell) {
            filled.add("/bin/sh");
            filled.add("-c");
        }
        for (String word : words) {
            String text = word;
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("{" + value.getKey() + "}",
                        shell ? "\"$" + variable(value.getKey()) + "\"" : value.getValue());
            }
            filled.add(text);
        }
        return new Program(name, filled, variables, output);
    }

    /** An image without a name goes by its ID, and has no tag. */
    private static Map<String, String> values(ImageRow row) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("id", row.image().id().toString());
        values.put("ref", row.target());
        values.put("repo", row.tag().map(Reference::familiarName).orElse(""));
        values.put("tag", row.tag().flatMap(Reference::tag).orElse(""));
        values.put("digest", row.image().manifest().toString());
        return values;
    }

    private static String variable(String placeholder) {
        return "JIMG_" + placeholder.toUpperCase(java.util.Locale.ROOT);
    }
}
