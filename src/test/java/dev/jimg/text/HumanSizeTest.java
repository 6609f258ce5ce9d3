package dev.jimg.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What docker's units package prints: %.4g, and %.3g in lists. */
class HumanSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0B", "1, 1B", "999, 999B", "1000, 1kB", "1024, 1.024kB", "1000000, 1MB", "1048576, 1.049MB",
        "2000000, 2MB", "3420000000, 3.42GB", "5372000000000, 5.372TB", "2220000000000000, 2.22PB",
        "10000000000000000000000000000, 1e+04YB", "12345, 12.35kB", "123456, 123.5kB", "999949, 999.9kB",
        "999950, 1000kB", "999999, 1000kB", "999999999, 1000MB", "192000000, 192MB", "67400000, 67.4MB",
        "100, 100B", "101, 101B", "40960, 40.96kB", "4194304, 4.194MB",
    })
    void printsFourDigits(double bytes, String text) {
        assertEquals(text, HumanSize.of(bytes));
    }

    @Test
    void takesNoShortWayToAnotherNumber() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            // Numbers of all sizes, and those that lie between two: 1.005, 12.35, 999.5.
            double value = i % 2 == 0 ? Math.exp(random.nextDouble() * 7) : random.nextInt(2_000_000) / 2000.0;
            for (int digits = 3; digits <= 4 && value > 0; digits++) {
                assertEquals(HumanSize.exact(value, digits), HumanSize.significant(value, digits), () -> value + "");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0B", "1, 1B", "12, 12B", "999, 999B", "1000, 1kB", "1024, 1.02kB", "1234567, 1.23MB", "4240000, 4.24MB",
        "13256, 13.3kB", "187650000, 188MB", "999499, 999kB", "999500, 1e+03kB", "999950, 1e+03kB",
        "1000000, 1MB", "1020000000, 1.02GB", "8174592, 8.17MB", "1990000000, 1.99GB",
    })
    void printsThreeDigitsInLists(double bytes, String text) {
        assertEquals(text, HumanSize.inList(bytes));
    }
}
