package dev.jimg.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.testing.Run;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines divided as the shell of this system divides them. */
class WordsTest {

    private static final List<String> LINES = List.of("", "a", "  a\tb ", "a\\ b", "'a b' c", "\"a b\" c", "a'b'\"c\"d",
            "''", "\"\"", "a '' b", "'a\\b'", "\"a\\b\"", "\"a\\\"b\"", "\"a\\\\b\"", "\\a\\'\\\"", "'it'\\''s'",
            "--format '{{.ID}} {{.Size}}'", "a#b", "a # b", "# a", "a\\\nb", "\"a\\\nb\"", "x=\\$y \"\\$z\"", "a\"\\|\"b",
            "run -e 'A=1;2' i sh -c 'a | b > c'", "\\#a", "'#a'", "é ü 图\\ 像");

    @Test
    void areThoseOfAPosixShell() {
        List<String> differ = new ArrayList<>();
        for (String line : LINES) {
            // Behind a line feed, or a comment would swallow the end.
            String theirs = Run.command("sh", "-c",
                    "set -f; eval \"set -- $1\n\"; for w do printf '%s|' \"$w\"; done", "sh", line).out();
            String ours = String.join("", Words.of(line).all().stream().map(word -> word + "|").toList());
            if (!theirs.equals(ours)) {
                differ.add(line + ": sh " + theirs + ", here " + ours);
            }
        }
        assertEquals(List.of(), differ);
    }

    @Test
    void nothingIsExpanded() {
        assertEquals(List.of("$HOME", "*", "~", "${x}", "`d`", "!1"), Words.of("$HOME * ~ ${x} `d` !1").all());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ',', quoteCharacter = '`', value = {"a 'b,'", "a \"b\\\",\"", "'a' \"b' c,\""})
    void anOpenQuoteIsNamed(String line, char quote) {
        assertEquals(quote, Words.of(line).quote());
    }

    @ParameterizedTest
    @CsvSource({"images | wc, |", "a > b, >", "a; b, ;", "a&, &", "(a), ("})
    void whatAShellWouldNotTakeAsTextIsNamed(String line, char operator) {
        assertEquals(operator, Words.of(line).operator());
        assertEquals(0, Words.of("'" + line + "'").operator());
    }

    @Test
    void aBackslashAtTheEndGoesOn() {
        assertTrue(Words.of("a \\").continues());
        assertTrue(Words.of("a \"b\\").continues());
        assertFalse(Words.of("a \\\\").continues());
        assertFalse(Words.of("a 'b\\").continues());
        assertFalse(Words.of("# a \\").continues());
    }

    @Test
    void aWordIsWrittenSoThatItIsReadBack() {
        for (String word : List.of("a b", "it's", "say \"x\"", "a\\b", "$x", "a|b", "#1", "图 像", "(a)*?")) {
            for (char quote : new char[] {0, '\'', '"'}) {
                String written = Words.written(word, quote, true);
                assertEquals(List.of(word), Words.of(written).all(), written);
                assertEquals(0, Words.of(written).operator(), written);
            }
        }
        assertEquals("'a b", Words.written("a b", '\'', false));
    }
}
