package dev.jimg.tui.term;

import java.util.Arrays;

/**
 * A terminal without scrolling, strict on purpose: what a frame may not contain (an unknown sequence, a scroll, a wide
 * character cut by the margin) fails the test. Unlike JLine's emulator it gives wide characters two cells.
 */
final class Emulator {
    final int columns;
    final int rows;
    /** Cells that a pictograph takes here: real terminals disagree, and a frame must survive both. */
    private final int pictographCells;
    private final String[] cells;
    private final String[] styles;
    private final boolean[] attributes = new boolean[8];
    private String foreground = "39";
    private String background = "49";
    private int x;
    private int y;
    private int lastWritten;
    private boolean behindMargin;
    boolean cursorVisible = true;

    Emulator(int columns, int rows, int pictographCells) {
        this.columns = columns;
        this.rows = rows;
        this.pictographCells = pictographCells;
        cells = new String[columns * rows];
        styles = new String[columns * rows];
        Arrays.fill(cells, "#");
        Arrays.fill(styles, "garbage");
    }

    void write(String text) {
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            if (c == 0x1B) {
                at = escape(text, at + 1);
                continue;
            }
            at += Character.charCount(c);
            if (c == '\r') {
                x = 0;
                behindMargin = false;
            } else if (c == '\n') {
                y++;
                check(y < rows, "scrolled");
            } else {
                check(c >= 0x20 && !Cells.isUnsafe(c), "control " + Integer.toHexString(c));
                print(c);
            }
        }
    }

    private void print(int c) {
        if (Cells.width(c) == 0) {
            cells[lastWritten] += Character.toString(c);
            return;
        }
        boolean second = pictographCells == 2 && isRegional(c) && x > 0 && cells[y * columns + x - 1].length() == 2
                && isRegional(cells[y * columns + x - 1].codePointAt(0));
        if (second) {
            cells[y * columns + x - 1] += Character.toString(c);
            cells[y * columns + x] = "";
            place(Math.min(x + 1, columns - 1), y);
            return;
        }
        boolean disputed = Cells.isPictograph(c) && (Cells.width(c) == 2 || c >= 0x1F000) && !isRegional(c);
        int width = disputed ? pictographCells : Cells.width(c);
        check(!behindMargin && x + width <= columns, "wrote beyond the margin");
        for (int i = x; i < x + width; i++) {
            int at = y * columns + i;
            if (cells[at].isEmpty()) {
                cells[at - 1] = " ";
            } else if (i + 1 < columns && cells[at + 1].isEmpty()) {
                cells[at + 1] = " ";
            }
            lastWritten = i == x ? at : lastWritten;
            cells[at] = i == x ? Character.toString(c) : "";
            styles[at] = style();
        }
        x += width;
        if (x == columns) {
            x--;
            behindMargin = true;
        }
    }

    private static boolean isRegional(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private int escape(String text, int start) {
        check(text.charAt(start) == '[', "not a CSI");
        int end = start + 1;
        while (text.charAt(end) < 0x40) {
            end++;
        }
        String parameters = text.substring(start + 1, end);
        switch (text.charAt(end)) {
            case 'H' -> place(number(parameters, 1, 1) - 1, number(parameters, 0, 1) - 1);
            case 'G' -> place(number(parameters, 0, 1) - 1, y);
            case 'C' -> place(x + number(parameters, 0, 1), y);
            case 'K' -> erase();
            case 'm' -> sgr(parameters.split(";", -1));
            case 'h', 'l' -> mode(parameters, text.charAt(end) == 'h');
            default -> check(false, "CSI " + parameters + text.charAt(end));
        }
        return end + 1;
    }

    private void mode(String name, boolean on) {
        check(name.equals("?25") || name.equals("?2026"), "mode " + name);
        if (name.equals("?25")) {
            cursorVisible = on;
        }
    }

    private void place(int column, int row) {
        check(column >= 0 && column < columns && row >= 0 && row < rows, "cursor out of the screen");
        x = column;
        y = row;
        behindMargin = false;
    }

    private void erase() {
        check(!behindMargin, "erased behind the margin");
        for (int i = x; i < columns; i++) {
            cells[y * columns + i] = " ";
            styles[y * columns + i] = "39 " + background;
        }
    }

    private void sgr(String[] parameters) {
        for (int i = 0; i < parameters.length; i++) {
            int code = parameters[i].isEmpty() ? 0 : Integer.parseInt(parameters[i]);
            if (code == 0) {
                Arrays.fill(attributes, false);
                foreground = "39";
                background = "49";
            } else if (code < 8) {
                attributes[code] = true;
            } else if (code == 22) {
                attributes[1] = false;
                attributes[2] = false;
            } else if (code > 22 && code < 28) {
                attributes[code - 20] = false;
            } else if (code == 38 || code == 48) {
                int length = parameters[i + 1].equals("5") ? 3 : 5;
                String color = String.join(";", Arrays.copyOfRange(parameters, i, i + length));
                foreground = code == 38 ? color : foreground;
                background = code == 48 ? color : background;
                i += length - 1;
            } else if (code >= 30 && code < 40 || code >= 90 && code < 98) {
                foreground = parameters[i];
            } else {
                background = parameters[i];
            }
        }
    }

    private String style() {
        StringBuilder style = new StringBuilder(foreground + " " + background);
        for (int i = 0; i < attributes.length; i++) {
            style.append(attributes[i] ? " " + i : "");
        }
        return style.toString();
    }

    private static int number(String parameters, int index, int missing) {
        String[] all = parameters.split(";");
        return index < all.length && !all[index].isEmpty() ? Integer.parseInt(all[index]) : missing;
    }

    private static void check(boolean fine, String complaint) {
        if (!fine) {
            throw new AssertionError(complaint);
        }
    }

    String cell(int column, int row) {
        return cells[row * columns + column];
    }

    /** As in SGR: foreground, background, attributes. */
    String style(int column, int row) {
        return styles[row * columns + column];
    }

    int cursorColumn() {
        return x;
    }

    int cursorRow() {
        return y;
    }
}
