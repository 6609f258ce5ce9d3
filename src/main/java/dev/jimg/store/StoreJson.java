package dev.jimg.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** JSON files that are written back: what is not understood must come out as it went in, numbers included. */
final class StoreJson {

    /** About 200,000 images. A file beyond it is no index, and reading it could take all memory. */
    static final long MAX_BYTES = 64L * 1024 * 1024;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Numbers of any length, for they are not looked into. */
    private static final JsonFactory RAW = JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(100).maxNumberLength((int) MAX_BYTES).build()).build();

    private StoreJson() {}

    /** @throws UnreadableException if the file holds anything but one JSON object */
    static ObjectNode read(Path file) throws IOException {
        return parse(Durable.read(file, MAX_BYTES));
    }

    static ObjectNode parse(byte[] bytes) throws UnreadableException {
        try {
            if (tree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw bytes.length == 0 ? new UnreadableException("it is empty") : UnreadableException.notJson(e);
        } catch (IOException e) {
            throw new UnreadableException(e.getMessage());
        }
        throw new UnreadableException("it is no JSON object");
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes);
        } catch (NumberFormatException | StreamConstraintsException e) {
            // What Jackson says of an exponent that does not fit, and of very many digits.
            try (JsonParser parser = new RawNumbers(RAW.createParser(bytes))) {
                return MAPPER.readValue(parser, JsonNode.class);
            }
        }
    }

    static byte[] write(ObjectNode object) {
        try {
            return MAPPER.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }
}
