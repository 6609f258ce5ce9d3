package dev.jimg.cli;

import dev.jimg.text.HumanSize;
import dev.jimg.text.SafeText;

/** One layer as a line of a terminal: {@code a480a496ba95: Downloading [=====>     ]  12.1MB/30.2MB}. */
final class LayerLine {

    private static final int BAR = 50;
    private static final int LEAST_BAR = 10;
    private static final int BAR_FRAME = 5;
    private static final int NUMBER = 8;

    /** {@code 1.835MB/6.002MB} with its padding: kept free for every layer, so that all bars are equally long. */
    private static final int NUMBERS = 16;

    private LayerLine() {}

    /** Never wider than the terminal less one column, where a character would wrap the line. */
    static String of(LayerBoard.Line line, int columns) {
        String text = SafeText.line(line.layer()) + ": " + SafeText.line(line.words());
        if (line.status().moving()) {
            String numbers = numbers(line);
            text += bar(line, columns - text.length() - Math.max(NUMBERS, numbers.length()) - BAR_FRAME) + " " + numbers;
        }
        return text.length() < columns ? text : text.substring(0, Math.max(0, columns - 1));
    }

    /** The same for what moves in other ways: {@code Importing [=====>     ]  12.1MB/30.2MB}. */
    static String moving(String what, long done, long total, int columns) {
        LayerBoard.Line line = new LayerBoard.Line(what, LayerBoard.Status.DOWNLOADING, done, total);
        String numbers = numbers(line);
        String text = SafeText.line(what);
        text += bar(line, columns - text.length() - Math.max(NUMBERS, numbers.length()) - BAR_FRAME) + " " + numbers;
        return text.length() < columns ? text : text.substring(0, Math.max(0, columns - 1));
    }

    private static String numbers(LayerBoard.Line line) {
        String done = HumanSize.of(line.done());
        String padded = " ".repeat(Math.max(0, NUMBER - done.length())) + done;
        // A total that is less than what is there already says nothing.
        return line.total() < 0 || line.done() > line.total() ? padded : padded + "/" + HumanSize.of(line.total());
    }

    private static String bar(LayerBoard.Line line, int room) {
        int cells = Math.min(BAR, room - 1);
        if (cells < LEAST_BAR || line.total() <= 0) {
            return "";
        }
        int full = (int) Math.min(cells, cells * (double) line.done() / line.total());
        return " [" + "=".repeat(full) + ">" + " ".repeat(cells - full) + "]";
    }
}
