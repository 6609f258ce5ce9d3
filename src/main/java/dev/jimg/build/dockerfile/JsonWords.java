package dev.jimg.build.dockerfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The JSON form of arguments: {@code ["nginx", "-g"]}. */
final class JsonWords {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonWords() {}

    /**
     * Empty where the text is no JSON array: it is then in the other form, also if it begins like one.
     *
     * @throws MalformedException if it is an array of something else than strings
     */
    static Optional<List<String>> read(String text) {
        if (!text.startsWith("[")) {
            return Optional.empty();
        }
        JsonNode array;
        try {
            array = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isTextual()) {
                throw new MalformedException(
                        "when using JSON array syntax, arrays must be comprised of strings only");
            }
            words.add(element.textValue());
        }
        return Optional.of(List.copyOf(words));
    }
}
