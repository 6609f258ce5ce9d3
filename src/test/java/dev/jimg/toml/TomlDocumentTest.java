package dev.jimg.toml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TomlDocumentTest {

    private static TomlTable good(String text) {
        TomlDocument document = TomlDocument.parse(text);
        assertEquals(List.of(), document.errors());
        return document.root();
    }

    private static List<String> errors(String text) {
        return TomlDocument.parse(text).errors().stream().map(e -> e.line() + ":" + e.column() + " " + e.what()).toList();
    }

    @Test
    void readsTextsNumbersFlagsAndLists() {
        TomlTable root = good("a = \"x\\t\\u00e9\\\\\" # comment\r\nb = 'C:\\d'\nc = -1_000\nd = true\ne = [ 'x', # one\n 'y',\n]\n");
        assertEquals("x\té\\", root.get("a").orElseThrow().text().orElseThrow());
        assertEquals("C:\\d", root.get("b").orElseThrow().text().orElseThrow());
        assertEquals(-1000L, root.get("c").orElseThrow().number().orElseThrow());
        assertTrue(root.get("d").orElseThrow().flag().orElseThrow());
        assertEquals(List.of("x", "y"), root.get("e").orElseThrow().list().orElseThrow().stream()
                .map(value -> value.text().orElseThrow()).toList());
    }

    @Test
    void readsTablesAndListsOfTables() {
        TomlTable root = good("[a.b]\nc.d = 1\n[[e]]\nf = 'one'\n[[e]]\nf = 'two'\n[g]\nh = { i = 1, \"j k\" = 2 }\n");
        assertEquals(1L, root.get("a").orElseThrow().table().orElseThrow().get("b").orElseThrow().table().orElseThrow()
                .get("c").orElseThrow().table().orElseThrow().get("d").orElseThrow().number().orElseThrow());
        List<TomlValue> list = root.get("e").orElseThrow().list().orElseThrow();
        assertEquals("two", list.get(1).table().orElseThrow().get("f").orElseThrow().text().orElseThrow());
        assertEquals(2L, root.get("g").orElseThrow().table().orElseThrow().get("h").orElseThrow().table().orElseThrow()
                .get("j k").orElseThrow().number().orElseThrow());
    }

    @Test
    void knowsWhereNamesAndValuesStand() {
        TomlTable.Entry entry = good("\n  名 = 1\n".replace("名", "'名'") + "x =  'é' # and\n").entries().get("x");
        assertEquals(List.of(3, 1), List.of(entry.line(), entry.column()));
        assertEquals(List.of(3, 6), List.of(entry.value().line(), entry.value().column()));
    }

    @Test
    void tellsEveryMistakeAndKeepsTheRest() {
        String text = "a = dark\nb 1\nc = \"open\n[d\nlost = 1\n[e]\nf = 1.5\ng = 1 2\nh = true\n";
        assertEquals(List.of("1:5 a text stands in quotes: \"dark\"",
                "2:3 a setting is written name = value",
                "3:5 this text has no end: \" is missing",
                "4:3 a heading ends with ]",
                "7:5 \"1.5\" is no whole number; fractions and dates are not used here",
                "8:7 nothing but a comment may follow here"), errors(text));
        TomlTable root = TomlDocument.parse(text).root();
        assertTrue(root.get("lost").isEmpty(), "what stands below a broken heading belongs to nobody");
        assertTrue(root.get("e").orElseThrow().table().orElseThrow().get("h").isPresent());
    }

    @Test
    void refusesWhatIsSaidTwice() {
        assertEquals(List.of("2:1 \"a\" was said already, in line 1"), errors("a = 1\na = 2\n"));
        assertEquals(List.of("3:1 [t] stands here a second time"), errors("[t]\na = 1\n[t]\n"));
        assertEquals(List.of("2:2 \"a\" was said already, in line 1"), errors("a = 1\n[a]\n"));
    }

    @Test
    void namesTheListThatHasNoEnd() {
        assertEquals(List.of("2:5 this list has no end: ] is missing"), errors("\na = [ 'x',\n'y',\n"));
    }

    @Test
    void endsOnAnything() {
        Random random = new Random(7);
        String letters = "[]{}=.,'\"\\#\n abc01_-\u00e9\uFEFF";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(40); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            TomlDocument document = TomlDocument.parse(text.toString());
            int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
            assertTrue(document.errors().stream().allMatch(e -> e.line() <= lines && e.column() >= 1), text::toString);
        }
    }

    @Test
    void refusesWhatIsNestedTooDeeplyAndGoesOn() {
        for (String opening : List.of("[", "{a = ")) {
            TomlDocument document = TomlDocument.parse("x = " + opening.repeat(100_000) + "\ny = 1\n");
            assertEquals(1, document.errors().size());
            assertEquals(1L, document.root().get("y").orElseThrow().value());
        }
    }
}
