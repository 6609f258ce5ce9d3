package dev.jimg.tui.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {

    @ParameterizedTest
    @CsvSource({"0,67400000,0.0/67.4MB", "41234567,67400000,41.2/67.4MB", "999,1000,1.00/1.00kB",
            "512,912,512/912B", "5000000,123456789,5/123MB", "1,999600,0.00/1.00MB", "7,-1,7B"})
    void bothPartsAreInTheUnitOfTheTotal(long done, long total, String text) {
        assertEquals(text, Amounts.ratio(done, total));
    }

    @ParameterizedTest
    @CsvSource({"0,0B", "999,999B", "1000,1.00kB", "9999,10.0kB", "99960,100kB", "999499,999kB", "999500,1.00MB",
            "9810000,9.81MB"})
    void sizesKeepThreeDigits(long bytes, String text) {
        assertEquals(text, Amounts.of(bytes));
    }

    @ParameterizedTest
    @CsvSource({"3,0:03", "760,12:40", "3723,1:02:03"})
    void timesAreThoseOfAClock(long seconds, String text) {
        assertEquals(text, Amounts.clock(seconds));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "999,999", "1000,1k", "20112,20.1k", "1234567,1.23M"})
    void starsAreShort(int count, String text) {
        assertEquals(text, Amounts.stars(count));
    }

    @Test
    void aNumberThatGrowsKeepsItsWidth() {
        int width = Amounts.ratio(10_000_000, 67_400_000).length();
        for (long done = 10_000_000; done <= 67_400_000; done += 54_321) {
            assertEquals(width, Amounts.ratio(done, 67_400_000).length());
        }
    }
}
