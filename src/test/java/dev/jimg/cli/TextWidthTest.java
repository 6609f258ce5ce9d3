package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {

    @ParameterizedTest
    @CsvSource({"'',0", "abc,3", "中文,4", "aé,2", "é,1", "🐳,2", "한글,4", "ｆｕｌｌ,8", "…,1", "␛,1", "✅⭐,4", "✓,1",
        "👩\u200d💻,4", "❤\ufe0f,1"})
    void countsCells(String text, int cells) {
        assertEquals(cells, TextWidth.of(text));
    }

    @ParameterizedTest
    @CsvSource({"abcde,5,abcde", "abcdef,5,abcd…", "中文中文,8,中文中文", "中文中文,7,中文中…", "中文中文,6,中文…",
        "a中文,4,a中…", "🐳🐳🐳,5,🐳🐳…"})
    void cutsBetweenCharacters(String text, int cells, String cut) {
        assertEquals(cut, TextWidth.ellipsis(text, cells));
    }
}
