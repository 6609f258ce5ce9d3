package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jimg.text.SafeText;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static String quote(String text) {
        StringBuilder out = new StringBuilder();
        JsonText.quote(out, text);
        return out.toString();
    }

    @Test
    void indentsAsDockerPrintsInspect() {
        assertEquals("""
                [
                    {
                        "Id": "sha256:x",
                        "RepoTags": [
                            "a:1",
                            "b:2"
                        ],
                        "RepoDigests": [],
                        "Config": {
                            "Labels": {},
                            "Env": null,
                            "x": -1.50e+3
                        }
                    },
                    {}
                ]""", JsonText.indent("[{\"Id\":\"sha256:x\", \"RepoTags\":[\"a:1\",\"b:2\"],\"RepoDigests\": [ ] ,"
                + "\"Config\":{\"Labels\":{\n},\"Env\":null,\"x\":-1.50e+3}},{}]"));
        assertEquals("[]", JsonText.indent("[]"));
    }

    @Test
    void leavesWhatStandsInStrings() {
        String tricky = "{\"a,{[:\\\"]}\":\"b \\\\\",\"c\":\"<&> \\u003c 中 🐳\"}";
        assertEquals(tricky, JsonText.compact(tricky));
        assertEquals("{\n    \"a,{[:\\\"]}\": \"b \\\\\",\n    \"c\": \"<&> \\u003c 中 🐳\"\n}", JsonText.indent(tricky));
        assertEquals(tricky, JsonText.compact(JsonText.indent(tricky)));
    }

    @Test
    void escapesWhatCouldHarmATerminalWithoutChangingTheMeaning() throws JsonProcessingException {
        String evil = "\u009b2J \u202e x \u2028 \u007f \udb40\udc41 é";
        String json = "{\"l\":\"" + evil + "\"}";
        for (String printed : new String[] {JsonText.indent(json), JsonText.compact(json), "{\"l\":" + quote(evil) + "}"}) {
            assertFalse(printed.codePoints().anyMatch(c -> c != '\n' && SafeText.isHarmful(c)), printed);
            assertEquals(evil, MAPPER.readTree(printed).get("l").textValue());
        }
    }

    @Test
    void quotesAsGoDoes() throws JsonProcessingException {
        assertEquals("\"\\u003cnone\\u003e \\u0026 \\\"\\\\ \\n\\r\\t\\u001b / é\"", quote("<none> & \"\\ \n\r\t\u001b / é"));
        assertEquals("\"\\u2028\\u2029\"", quote("\u2028\u2029"));
        for (int c = 0; c < 0x3000; c++) {
            String text = "x" + (char) c + "y";
            assertEquals(text, MAPPER.readValue(quote(text), String.class));
        }
    }
}
