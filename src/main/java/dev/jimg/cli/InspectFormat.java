package dev.jimg.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.service.Failure;
import dev.jimg.template.Template;
import dev.jimg.template.TemplateException;
import java.util.function.BiFunction;

/**
 * Prints what is known of an object by a template of the user's.
 *
 * <p>As docker does it, the template is tried on the type that docker's client has for the object, which knows members
 * that the engine left out and leaves out those it does not know; and, if it does not fit that, on the JSON as it is.
 * Apart from {@link InspectCommand}, so that templates are loaded only where one is given.
 */
final class InspectFormat {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Template template;
    private final Console console;

    /** @throws Failure in docker's words, if the template is none */
    InspectFormat(String text, Console console) {
        this.console = console;
        try {
            this.template = Template.parse(text);
        } catch (TemplateException e) {
            throw TemplateFormat.failure(e);
        }
    }

    /**
     * @param typed makes docker's type of the object
     * @throws Failure in docker's words, if the template does not fit it
     */
    String apply(String json, BiFunction<GoTypes, JsonNode, Object> typed) {
        GoTypes types = new GoTypes(console::safe);
        JsonNode document;
        try {
            document = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Failure(Failure.Kind.REMOTE, "inspect", "", "unable to read inspect data: "
                    + e.getOriginalMessage(), "", e);
        }
        try {
            return template.apply(typed.apply(types, document), false);
        } catch (TemplateException e) {
            return untyped(types, document);
        }
    }

    /** The same for an object that docker has no type for. */
    String apply(String json) {
        return apply(json, GoTypes::untyped);
    }

    private String untyped(GoTypes types, JsonNode document) {
        try {
            return template.apply(types.untyped(document), true);
        } catch (TemplateException e) {
            throw TemplateFormat.failure(e);
        }
    }
}
