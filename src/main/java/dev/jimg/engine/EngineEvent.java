package dev.jimg.engine;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One message of {@code GET /events}.
 *
 * @param type {@code image}, {@code container}
 * @param action {@code pull}, {@code tag}, {@code untag}, {@code delete}, {@code start} …
 * @param subject the ID of the thing; for {@code pull} the reference
 * @param name the name it goes by, empty if the engine does not tell
 * @param forFiles it is about a container that is made for nothing but to look at an image's files, and not that somebody
 *     starts it
 */
public record EngineEvent(String type, String action, String subject, String name, boolean forFiles) {

    static EngineEvent of(JsonNode message) {
        JsonNode actor = message.path("Actor");
        String type = message.path("Type").asText("");
        String action = message.path("Action").asText("");
        return new EngineEvent(type, action,
                actor.path("ID").asText(message.path("id").asText("")),
                actor.path("Attributes").path("name").asText(""),
                type.equals("container") && FilesName.isQuiet(action, actor.path("Attributes")));
    }
}
