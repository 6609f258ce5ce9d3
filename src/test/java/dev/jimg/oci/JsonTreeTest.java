package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever Jackson's mapper makes of a document, this makes too. */
class JsonTreeTest {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "true", "7", "\"a\"", " { \"a\" : [ 1 , {} , [ ] , null ] , \"b\" : false } ",
        "{\"a\":1,\"b\":2,\"a\":{\"c\":3}}", "[0,-1,2147483647,2147483648,9223372036854775807,9223372036854775808]",
        "[1.0,1.50,-0.0,1e3,1E-7,123456789.123456789123456789]", "[\"\\u00e9\\ud83d\\udc33\\n\\\"/\",\"镜像\"]", ""})
    void readsAndWritesAsTheMapperDoes(String text) throws IOException {
        JsonNode expected = MAPPER.readTree(bytes(text));
        JsonNode read = JsonTree.read(FACTORY, bytes(text), false);
        assertEquals(expected, read);
        if (!read.isMissingNode()) {
            assertArrayEquals(MAPPER.writeValueAsBytes(expected), JsonTree.write(FACTORY, read));
        }
    }

    /** Written by this and by the mapper, with what a program may have been told of its numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "123456789012345678", "-123456789012345678", "9223372036854775807",
        "123456789012345678901234567890", "1.0", "1.50", "-0.0", "1e3", "1E-7", "123456789.123456789123456789",
        "1e99999999999", "-1E+99999999999"})
    void handsOnNumbersAsTheyAreWritten(String number) throws IOException {
        String text = "{\"a\":[" + number + "],\"b\":" + number + "}";
        JsonNode read = JsonTree.read(FACTORY, bytes(text), true);
        assertEquals(text, new String(JsonTree.write(FACTORY, read), StandardCharsets.UTF_8));
        assertEquals(text, MAPPER.writeValueAsString(read));
        assertEquals(read, JsonTree.read(FACTORY, bytes(text), true));
        assertEquals(number.matches("[-\\d]{1,18}"), read.get("b").canConvertToLong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\"", "{\"a\":", "{\"a\":1", "[1,", "[1", "{} {}", "{}x", "{\"a\" 1}", "nul", "[01]", "'a'", "]"})
    void refusesWhatTheMapperRefusesAtTheSamePlace(String text) {
        JsonProcessingException expected = assertThrows(JsonProcessingException.class, () -> MAPPER.readTree(bytes(text)));
        JsonProcessingException refused = assertThrows(JsonProcessingException.class,
                () -> JsonTree.read(FACTORY, bytes(text), true));
        assertEquals(expected.getLocation().getLineNr(), refused.getLocation().getLineNr());
        assertEquals(expected.getLocation().getColumnNr(), refused.getLocation().getColumnNr());
    }

    @Test
    void keepsToTheLimitsOfItsFactory() {
        JsonFactory strict = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(10).build()).build();
        assertThrows(JsonProcessingException.class, () -> JsonTree.read(strict, bytes("{\"a\":1,\"a\":2}"), false));
        assertThrows(JsonProcessingException.class, () -> JsonTree.read(strict, bytes("[".repeat(11) + "]".repeat(11)), false));
    }

    /** On a stack that has no room for a frame a level. */
    @Test
    void readsAsDeepAsTheParserGoes() throws Exception {
        JsonFactory deepest = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100_000).build()).build();
        AtomicInteger depth = new AtomicInteger();
        Thread small = new Thread(null, () -> {
            try {
                JsonNode node = JsonTree.read(deepest, bytes("{\"a\":[".repeat(40_000) + "]}".repeat(40_000)), true);
                for (; node != null; node = node.isObject() ? node.get("a") : node.get(0)) {
                    depth.incrementAndGet();
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }, "small", 256 * 1024);
        small.start();
        small.join();
        assertEquals(80_000, depth.get());
    }
}
