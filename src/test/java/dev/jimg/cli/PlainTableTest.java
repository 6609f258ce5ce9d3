package dev.jimg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.text.SafeText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainTableTest {

    private static final String[] PIECES = {"", "a", "REPOSITORY", "<none>", "é", "镜像", "🐳", "e\u0301", " ", "\u200d"};

    /** Empty if it is no such table. */
    private static Optional<String> printed(List<List<String>> rows, UnaryOperator<String> safe) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Output out = new Output(bytes);
        boolean done = PlainTable.print(out, rows, safe);
        out.flush();
        assertTrue(done || bytes.size() == 0, "something was printed");
        return done ? Optional.of(bytes.toString(StandardCharsets.UTF_8)) : Optional.empty();
    }

    @Test
    void printsLongTablesWhole() {
        List<List<String>> rows = IntStream.range(0, 5_000).mapToObj(i -> List.of("a" + i, "b")).toList();
        assertEquals(5_000, printed(rows, UnaryOperator.identity()).orElseThrow().lines().count());
    }

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
            assertEquals(Optional.of(Table.align(lines.toString())), printed(rows, UnaryOperator.identity()));
        }
    }

    @Test
    void makesHarmlessWhatIsNotPlain() {
        assertEquals(Optional.of("\u241b[31m     a b       c\n"),
                printed(List.of(List.of("\u001b[31m", "a\tb", "c")), SafeText::line));
    }

    /** Also where a letter of two cells makes up for a tab that has none. */
    @Test
    void leavesTextsThatBreakCellsToTheOther() {
        for (String text : List.of("a\tb", "a\n", "\t镜", "\n镜像像", "e\u0301\t")) {
            assertEquals(Optional.empty(), printed(List.of(List.of("x", "y"), List.of(text, "z")), SafeText::text));
        }
        assertEquals(Optional.empty(), printed(List.of(List.of("x", "y"), List.of("z")), SafeText::text));
    }
}
