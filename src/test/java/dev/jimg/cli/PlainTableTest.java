package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlainTableTest {

    private static final String[] PIECES = {"", "a", "REPOSITORY", "<none>", "é", "镜像", "🐳", "e\u0301", " ", "\u200d"};

    @Test
    void laysOutAsTheTableOfAllKindsDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int columns = 1 + random.nextInt(5);
            List<List<String>> rows = new ArrayList<>();
            for (int row = random.nextInt(6); row >= 0; row--) {
                List<String> line = new ArrayList<>();
                for (int column = 0; column < columns; column++) {
                    line.add(PIECES[random.nextInt(PIECES.length)].repeat(random.nextInt(12)));
                }
                rows.add(line);
            }
            StringBuilder lines = new StringBuilder();
            rows.forEach(row -> lines.append(String.join("\t", row)).append('\n'));
            StringBuilder plain = new StringBuilder();
            assertTrue(PlainTable.write(rows, plain));
            assertEquals(Table.align(lines.toString()), plain.toString());
        }
    }

    /** Also where a letter of two cells makes up for a tab that has none. */
    @Test
    void leavesTextsThatBreakCellsToTheOther() {
        for (String text : List.of("a\tb", "a\n", "\t镜", "\n镜像像", "e\u0301\t")) {
            StringBuilder nothing = new StringBuilder();
            assertFalse(PlainTable.write(List.of(List.of("x", "y"), List.of(text, "z")), nothing));
            assertEquals("", nothing.toString());
        }
        assertFalse(PlainTable.write(List.of(List.of("x", "y"), List.of("z")), new StringBuilder()));
    }
}
