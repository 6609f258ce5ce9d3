package dev.jimg.template;

import java.util.HashMap;
import java.util.Map;

/** A template that was read. It can be applied to any number of values. */
public final class Template {

    private final String text;
    private final Map<String, Node.Sequence> definitions;

    private Template(String text, Map<String, Node.Sequence> definitions) {
        this.text = text;
        this.definitions = definitions;
    }

    /** @throws TemplateException with the place and Go's words, if it is none */
    public static Template parse(String text) {
        Map<String, Function> functions = functions(false);
        return new Template(text, new Parser(text, functions::containsKey).parse());
    }

    /**
     * The template applied to a value.
     *
     * @param strict whether a map that lacks a key is an error, and not {@code <no value>}
     * @throws TemplateException with the place and Go's words, if it does not fit the value
     */
    public String apply(Object value, boolean strict) {
        StringBuilder out = new StringBuilder();
        new Execution(text, definitions, functions(false), strict, out).run(value);
        return out.toString();
    }

    /**
     * The template applied to the headings of a table: functions leave them as they are. What does not fit ends it.
     *
     * @param headings by field
     */
    public String heading(GoMap headings) {
        StringBuilder out = new StringBuilder();
        try {
            new Execution(text, definitions, functions(true), false, out).run(headings);
        } catch (TemplateException e) {
            return out.toString();
        }
        return out.toString();
    }

    private static Map<String, Function> functions(boolean headings) {
        Map<String, Function> functions = new HashMap<>(Builtins.ALL);
        functions.putAll(DockerFunctions.ALL);
        if (headings) {
            functions.putAll(DockerFunctions.OF_HEADINGS);
        }
        return functions;
    }
}
