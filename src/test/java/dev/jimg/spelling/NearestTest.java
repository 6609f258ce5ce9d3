package dev.jimg.spelling;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({"serach,search", "pul,pull", "tagz,tags", "inspekt,inspect", "xyzzy,''", "a,''"})
    void findsWhatWasMeant(String typed, String meant) {
        assertEquals(meant, Nearest.to(typed, List.of("pull", "tags", "search", "inspect")));
    }

    @ParameterizedTest
    @CsvSource({"abc,abc,0", "abc,ab,1", "abc,axc,1", "abc,acb,1", "'',abc,3", "kitten,sitting,3"})
    void countsDifferences(String a, String b, int differences) {
        assertEquals(differences, Nearest.distance(a, b));
    }
}
