package dev.jimg.oci;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of Go's own documentation of path.Match, and what docker's filter is used for. */
final class GoPatternTest {

    @ParameterizedTest
    @CsvSource({"abc,abc,true", "*,abc,true", "*c,abc,true", "a*,a,true", "a*,abc,true", "a*,ab/c,false",
        "a*/b,abc/b,true", "a*/b,a/c/b,false", "a*b*c*d*e*/f,axbxcxdxe/f,true", "a*b*c*d*e*/f,axbxcxdxexxx/f,true",
        "a*b*c*d*e*/f,axbxcxdxe/xxx/f,false", "a*b?c*x,abxbbxdbxebxczzx,true", "a*b?c*x,abxbbxdbxebxczzy,false",
        "ab[c],abc,true", "ab[b-d],abc,true", "ab[e-g],abc,false", "ab[^c],abc,false", "ab[^b-d],abc,false",
        "ab[^e-g],abc,true", "a\\*b,a*b,true", "a\\*b,ab,false", "a?b,a/b,false", "a[^a]b,a/b,true",
        "[\\]a],],true", "[\\-],-,true", "[x\\-],z,false", "*x,xxx,true", "a?b,a☺b,true",
        "ubuntu,ubuntu:22.04,false", "ubuntu:*,ubuntu:22.04,true", "*/nginx,team/nginx,true",
        "*nginx,team/nginx,false", "ubun,ubuntu,false"})
    void matchesAsGoDoes(String pattern, String text, boolean expected) {
        assertEquals(expected, GoPattern.matches(pattern, text));
    }

    @Test
    @Timeout(5)
    void manyStarsTakeNoLongerThanOne() {
        assertFalse(GoPattern.matches("*a".repeat(20) + "*b", "a".repeat(2_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]a]", "[-]", "[x-]", "[-x]", "[a-b-c]", "[", "[^", "[^bc", "a[", "\\"})
    void refusesWhatGoRefuses(String pattern) {
        MalformedException thrown = assertThrows(MalformedException.class, () -> GoPattern.matches(pattern, "ab"));
        assertEquals("invalid pattern \"" + pattern + "\": syntax error in pattern", thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"team-[0-9]/app[", "a[x]b[", "a*[b-", "[^a]c\\", "ab[]"})
    void checksAPatternToItsEnd(String pattern) {
        assertThrows(MalformedException.class, () -> GoPattern.check(pattern));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "team-[0-9]/app[ab]", "[\\]a]*", "a\\[", "[^/]?x", "*]"})
    void hasNothingAgainstAWholePattern(String pattern) {
        assertDoesNotThrow(() -> GoPattern.check(pattern));
    }
}
