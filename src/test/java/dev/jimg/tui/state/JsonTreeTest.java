package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonTreeTest {

    @Test
    void makesALineOfEveryValue() {
        JsonTree tree = JsonTree.parse("{\"a\": 1, \"b\": {\"c\": [true, \"x\"]}, \"d\": null}");
        assertEquals(List.of("a 1", "b {1}", "b.c [2]", "b.c[0] true", "b.c[1] \"x\"", "d null"), shown(tree));
        assertEquals(5, tree.line(1).end());
    }

    @Test
    void readsStringsWithWhatJsonEscapes() {
        JsonTree tree = JsonTree.parse("[\"a\\\"b\\\\c\\n\\u00e9\\ud83d\\udc0d]}\"]");
        assertEquals("a\"b\\c\né🐍]}", tree.line(0).text());
    }

    @Test
    void keepsNumbersAsTheyAreWritten() {
        JsonTree tree = JsonTree.parse("{\"n\":-1.50e+3,\"big\":123456789012345678901234567890}");
        assertEquals(List.of("n -1.50e+3", "big 123456789012345678901234567890"), shown(tree));
        assertEquals(JsonLine.Kind.NUMBER, tree.line(0).kind());
    }

    @Test
    void showsEmptyContainersAsSuch() {
        assertEquals(List.of("a []", "b {}"), shown(JsonTree.parse("{\"a\":[ ],\"b\":{ }}")));
    }

    @Test
    void takesAScalarAndNothingAtAll() {
        assertEquals(List.of(" 7"), shown(JsonTree.parse(" 7 ")));
        assertEquals(List.of(), JsonTree.parse("").lines());
    }

    @Test
    void showsWhatIsNestedTooDeepAsItIsWritten() {
        JsonTree tree = JsonTree.parse("[".repeat(5000) + "\"]\"" + "]".repeat(5000));
        assertEquals(65, tree.lines().size());
        assertTrue(tree.line(64).text().startsWith("[[["), tree.line(64).text());
    }

    @Test
    void findsALineByItsPathOrTheNearestAroundIt() {
        JsonTree tree = JsonTree.parse("{\"a\":{\"b\":[1,2]},\"ab\":{\"c\":3}}");
        for (int i = 0; i < tree.lines().size(); i++) {
            assertEquals(i, tree.indexOf(tree.path(i)));
        }
        assertEquals("a.b", tree.path(tree.indexOf("a.b[7]")));
        assertEquals("ab", tree.path(tree.indexOf("ab.zzz")));
        assertEquals(0, tree.indexOf("nowhere"));
    }

    @Test
    void anyTextEndsInLinesThatNest() {
        Random random = new Random(7);
        String letters = "{}[]\",:\\u0a1 n\n";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(30); i >= 0; i--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            JsonTree tree = JsonTree.parse(text.toString());
            for (int i = 0; i < tree.lines().size(); i++) {
                JsonLine line = tree.line(i);
                assertTrue(line.parent() < i && line.end() > i && line.end() <= tree.lines().size(), text::toString);
            }
        }
    }

    @Test
    void foldsAndUnfoldsAndRevealsWhatIsHidden() {
        FoldedJson json = FoldedJson.of(JsonTree.parse("{\"a\":{\"b\":{\"c\":{\"d\":1}}},\"e\":2}"));
        assertEquals(List.of(0, 1, 2, 4), json.visible());
        assertEquals(List.of(0, 4), json.toggle(0).visible());
        assertEquals(json.visible(), json.toggle(0).toggle(0).visible());
        assertEquals(List.of(0, 1, 2, 3, 4), json.reveal(3).visible());
        assertEquals(2, json.row(3));
        assertFalse(json.reveal(3).folded().contains(2));
    }

    @Test
    void longListsAreFoldedAtFirst() {
        StringBuilder list = new StringBuilder("{\"a\":{\"long\":[0");
        for (int i = 1; i < 40; i++) {
            list.append(',').append(i);
        }
        FoldedJson json = FoldedJson.of(JsonTree.parse(list.append("]}}").toString()));
        assertEquals(List.of(0, 1), json.visible());
    }

    private static List<String> shown(JsonTree tree) {
        List<JsonLine> lines = tree.lines();
        return lines.stream().map(line -> tree.path(lines.indexOf(line)) + " " + line.value()).toList();
    }
}
