package dev.jimg.tui.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellTextTest {
    @ParameterizedTest
    @CsvSource({
        "0x41, 1", "0xE9, 1", "0x2500, 1", "0x2026, 1", "0x25CF, 1", "0x301, 0", "0x20E3, 0", "0xFE0F, 0", "0x4E00, 2",
        "0x9FFF, 2", "0x3042, 2", "0xAC00, 2", "0xFF21, 2", "0xFF71, 1", "0x1F433, 2", "0x2705, 2", "0x2714, 1",
        "0x231A, 2", "0x1F1E9, 1", "0x1100, 2", "0x1161, 0", "0x20000, 2", "0x303F, 1", "0x3099, 0", "0x1FAE0, 2", "0x1B, 1",
    })
    void aCodePointTakesTheCellsThatTerminalsGiveIt(String codePoint, int cells) {
        assertEquals(cells, Cells.width(Integer.decode(codePoint)));
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, 5", "镜像列表, 8", "e\u0301, 1", "🐳, 2", "✅ ok, 5", "👩\u200D💻, 2", "👍🏽!, 3", "❤\uFE0F, 2", "❤, 1", "🇩🇪, 2",
        "1\uFE0F\u20E3, 2", "\u0301, 1", "각, 2", "a\u200Db, 3",
    })
    void aTextIsMeasuredByClusters(String text, int cells) {
        assertEquals(cells, CellText.width(text));
    }

    @Test
    void measuringAgreesWithWhatAGridTakes() {
        Random random = new Random(5);
        String[] parts = {"a", "镜", "\u0301", "🐳", "\u200D", "\uFE0F", "🇩", "\u001b", "🏽", "\uD83D", "❤", "\u1161", "é"};
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            Grid grid = new Grid(40, 1);
            int end = grid.put(0, 0, text.toString(), Style.PLAIN);
            assertEquals(CellText.width(text.toString()), end, text.toString());
            String cut = CellText.truncate(text.toString(), 5);
            assertTrue(CellText.width(cut) <= 5, cut);
        }
    }

    @Test
    void aTextThatFitsIsNotTouched() {
        String text = "nginx:1.27";
        assertSame(text, CellText.truncate(text, 10));
        assertSame(text, CellText.truncateLeft(text, 10));
        assertSame(text, CellText.truncateMiddle(text, 10));
    }

    @Test
    void aTextThatIsCutEndsWithAnEllipsis() {
        assertEquals("nginx:1.…", CellText.truncate("nginx:1.27", 9));
        assertEquals("镜…", CellText.truncate("镜像列表", 4));
        assertEquals("镜像…", CellText.truncate("镜像列表", 5));
        assertEquals("…", CellText.truncate("镜像", 1));
        assertEquals("", CellText.truncate("镜像", 0));
        assertEquals("…/api:2.3.1", CellText.truncateLeft("registry:5000/team/api:2.3.1", 11));
        assertEquals("…列表", CellText.truncateLeft("镜像列表", 6));
        assertEquals("sha25…c5eac", CellText.truncateMiddle("sha256:bc5eac5eac", 11));
    }

    @Test
    void aClusterIsNeverTakenApart() {
        assertEquals("e\u0301…", CellText.truncate("e\u0301e\u0301e\u0301", 2));
        assertEquals("…", CellText.truncate("👩\u200D💻👩\u200D💻", 2));
        assertEquals("👩\u200D💻…", CellText.truncate("👩\u200D💻👩\u200D💻", 3));
    }

    @Test
    void paddingCountsCells() {
        assertEquals("镜像  ", CellText.padRight("镜像", 6));
        assertEquals("  192MB", CellText.padLeft("192MB", 7));
        assertEquals("镜…", CellText.padRight("镜像列表", 3));
        assertEquals("镜… ", CellText.padRight("镜像列表", 4));
    }

    @Test
    void wrapsAtBlanksAndBetweenWideCharacters() {
        assertEquals(List.of("could not pull", "manifest for", "nginx"), CellText.wrap("could not pull manifest for nginx", 14));
        assertEquals(List.of("无法拉取", "镜像清单"), CellText.wrap("无法拉取镜像清单", 9));
        assertEquals(List.of("sha256:bc5e", "ac5eafc5"), CellText.wrap("sha256:bc5eac5eafc5", 11));
        assertEquals(List.of("one", "", "two"), CellText.wrap("one\n\ntwo", 10));
        assertEquals(List.of(""), CellText.wrap("", 10));
        assertEquals(List.of("exactly ten"), CellText.wrap("exactly ten", 11));
    }

    @Test
    void wrappedLinesFitAndLoseNothingButBlanks() {
        Random random = new Random(3);
        for (int i = 0; i < 1000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(30); n > 0; n--) {
                text.append(new String[] {"a", "bc", " ", "镜", "e\u0301", "🐳"}[random.nextInt(6)]);
            }
            int cells = 2 + random.nextInt(9);
            StringBuilder joined = new StringBuilder();
            for (String line : CellText.wrap(text.toString(), cells)) {
                assertTrue(CellText.width(line) <= cells, "<" + line + "> in " + cells + " of <" + text + ">");
                joined.append(line);
            }
            assertEquals(text.toString().replace(" ", ""), joined.toString().replace(" ", ""));
        }
    }
}
