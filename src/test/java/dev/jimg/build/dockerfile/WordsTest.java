package dev.jimg.build.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.oci.MalformedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    private static final Map<String, String> VALUES =
            Map.of("a", "x", "empty", "", "path", "/usr/local/lib.so.1", "two", "p q");

    private final Words words = new Words('\\', name -> Optional.ofNullable(VALUES.get(name)));

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "$a, x", "${a}b, xb", "$ab-$a, -x", "a$, a$", "$none|, |", "'$a', $a", "\"$a b\", x b", "\\$a, $a",
        "a\\ b, a b", "\"\\\"\\a\\$\", \"\\a$", "${none:-d}, d", "${a:-d}, x", "${empty:-d}, d", "${empty-d}, ``",
        "${none-d}, d", "${a:+y}, y", "${empty:+y}, ``", "${empty+y}, y", "${none:-${a}y}, xy", "${none:-'q r'}, q r",
        "${path#*/}, usr/local/lib.so.1", "${path##*/}, lib.so.1",
        "${path%.*}, /usr/local/lib.so", "${path%%.*}, /usr/local/lib",
        "${path/lib/LIB}, /usr/local/LIB.so.1", "${path//\\//:}, :usr:local:lib.so.1", "$1$0$$a, a", "é$a, éx",
    })
    void replacesVariables(String text, String expected) {
        assertEquals(expected, words.word(text));
    }

    /** BuildKit replaces as Go does: an empty match right after another is none. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {"${a//*/y}, y", "${path//?ib/y}, /usr/local/y.so.1", "${path%/*}, /usr/local",
        "${path%%/*}, ``", "${two/ */}, p", "${path/l*l/L}, /usr/Lib.so.1", "${a//no*/y}, x", "${a//y/}, x"})
    void matchesStars(String text, String expected) {
        assertEquals(expected, words.word(text));
    }

    @Test
    @Timeout(5)
    void manyStarsTakeNoLongerThanOne() {
        String value = "a".repeat(20_000);
        Words many = new Words('\\', name -> Optional.of(value));
        for (String text : List.of("${a//*a*a*a*a*a*a*b/x}", "${a//a*a*a*b/x}", "${a#*a*a*a*a*b}", "${a%%b*a*a*a*a*a}")) {
            assertEquals(value, many.word(text));
        }
    }

    @Test
    void dividesAtBlanksThatAreNotQuoted() {
        assertEquals(List.of("p", "q", "p q", "x y"), words.words("$two \"$two\" x\\ y"));
        assertEquals(List.of(), words.words("$none"));
        assertEquals(List.of(""), words.words("\"\""));
    }

    @Test
    void leavesTheQuotesOfAHereDocument() {
        assertEquals("\"x\" 'x' $a \\n\n", words.text("\"$a\" '$a' \\$a \\n\n"));
    }

    @Test
    void takesTheOtherEscape() {
        assertEquals("C:\\x $a", new Words('`', name -> Optional.of("x")).word("C:\\$a `$a"));
    }

    @Test
    void saysWhatIsWrong() {
        assertRefused("failed to process \"${a\": missing ':' in substitution", "${a");
        assertRefused("failed to process \"\\\"a\": unexpected end of statement while looking for matching"
                + " double-quote", "\"a");
        assertRefused("failed to process \"${none:?}\": none: not allowed to be unset", "${none:?}");
        assertRefused("failed to process \"${none:?say why}\": none: say why", "${none:?say why}");
    }

    private void assertRefused(String message, String text) {
        assertEquals(message, assertThrows(MalformedException.class, () -> words.word(text)).getMessage());
    }
}
