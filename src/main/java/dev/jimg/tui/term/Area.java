package dev.jimg.tui.term;

import java.util.Arrays;

/**
 * A rectangle of a {@link Grid} that a view draws into. Coordinates are its own (0,0 is its top left cell); what falls
 * outside is clipped, so a view need not care how small the screen is. Immutable; areas share the grid.
 */
public final class Area {
    private final Grid grid;
    private final int left;
    private final int top;
    private final int width;
    private final int height;

    Area(Grid grid, int left, int top, int width, int height) {
        this.grid = grid;
        this.left = left;
        this.top = top;
        this.width = Math.max(0, width);
        this.height = Math.max(0, height);
    }

    /** Columns of this area. */
    public int width() {
        return width;
    }

    /** Rows of this area. */
    public int height() {
        return height;
    }

    /** The column of the grid where this area begins. */
    public int left() {
        return left;
    }

    /** The row of the grid where this area begins. */
    public int top() {
        return top;
    }

    public boolean isEmpty() {
        return width == 0 || height == 0;
    }

    public Glyphs glyphs() {
        return grid.glyphs();
    }

    /** A part of this area, clipped to it. */
    public Area sub(int x, int y, int columns, int rows) {
        int fromX = clamp(x, width);
        int fromY = clamp(y, height);
        return new Area(grid, left + fromX, top + fromY,
                clamp(x + columns, width) - fromX, clamp(y + rows, height) - fromY);
    }

    /** This area without a frame of one cell. */
    public Area inner() {
        return sub(1, 1, width - 2, height - 2);
    }

    /**
     * This area cut into bands from top to bottom.
     *
     * @param heights rows of each band; a negative number takes a share of what is left (-1 one part, -2 two parts)
     */
    public Area[] rows(int... heights) {
        int[] sizes = share(heights, height);
        Area[] bands = new Area[sizes.length];
        int y = 0;
        for (int i = 0; i < sizes.length; i++) {
            bands[i] = sub(0, y, width, sizes[i]);
            y += sizes[i];
        }
        return bands;
    }

    /** This area cut into bands from left to right; widths as in {@link #rows}. */
    public Area[] columns(int... widths) {
        int[] sizes = share(widths, width);
        Area[] bands = new Area[sizes.length];
        int x = 0;
        for (int i = 0; i < sizes.length; i++) {
            bands[i] = sub(x, 0, sizes[i], height);
            x += sizes[i];
        }
        return bands;
    }

    private static int[] share(int[] wanted, int total) {
        int fixed = 0;
        int parts = 0;
        for (int size : wanted) {
            fixed += Math.max(0, size);
            parts += Math.max(0, -size);
        }
        int free = Math.max(0, total - fixed);
        int[] sizes = Arrays.copyOf(wanted, wanted.length);
        int partsSeen = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 0) {
                // By running totals, so that the shares add up to what is free.
                int before = free * partsSeen / parts;
                partsSeen -= sizes[i];
                sizes[i] = free * partsSeen / parts - before;
            }
        }
        return sizes;
    }

    /**
     * Draws a text on a row from a column on.
     *
     * @return the column after the text, as if nothing had been clipped
     */
    public int text(int x, int y, String text, Style style) {
        if (y < 0 || y >= height) {
            return x + CellText.width(text);
        }
        return grid.put(left + x, top + y, text, style, left, left + width) - left;
    }

    /** Draws a text cut with {@code …} to a number of cells; returns the column after it. */
    public int text(int x, int y, int cells, String text, Style style) {
        return text(x, y, CellText.truncate(text, cells), style);
    }

    /** Draws a text that ends before the column {@code end}; returns the column where it starts. */
    public int textRight(int end, int y, String text, Style style) {
        int start = end - CellText.width(text);
        text(start, y, text, style);
        return start;
    }

    /** Draws a text in the middle of a row. */
    public void textCenter(int y, String text, Style style) {
        text((width - CellText.width(text)) / 2, y, text, style);
    }

    /** Draws a line of one character, one cell wide. */
    public void hline(int x, int y, int cells, String character, Style style) {
        int from = clamp(x, width);
        int to = clamp(x + cells, width);
        for (int column = from; column < to; column++) {
            text(column, y, character, style);
        }
    }

    /** Draws a column of one character, one cell wide. */
    public void vline(int x, int y, int cells, String character, Style style) {
        for (int row = Math.max(0, y); row < Math.min(height, y + cells); row++) {
            text(x, row, character, style);
        }
    }

    /** Makes all of it blank. */
    public void clear() {
        fill(Style.PLAIN);
    }

    /** Makes all of it blank, in one style. */
    public void fill(Style style) {
        grid.fill(left, top, width, height, style);
    }

    /** Adds attributes to what is drawn already ({@link Style#DIM} under a dialog). */
    public void shade(int attributes) {
        grid.shade(left, top, width, height, attributes);
    }

    /** Lays something over this area for the mouse, above what lies there already. */
    public void target(Object what) {
        if (!isEmpty()) {
            grid.lay(left, top, width, height, what);
        }
    }

    /** Takes away all that was laid for the mouse, on the whole grid: a dialog covers it. */
    public void forgetTargets() {
        grid.unlay();
    }

    /** Shows the terminal's cursor in one of the cells, or nowhere if that is outside. */
    public void cursor(int x, int y) {
        if (x >= 0 && x < width && y >= 0 && y < height) {
            grid.showCursor(left + x, top + y);
        }
    }

    /**
     * Draws a rounded frame with a title at the left and a note at the right of its upper edge; either may be empty.
     * Where there is no room for both the note is left out; a title that is still too wide is cut.
     *
     * @return the area inside the frame
     */
    public Area box(String title, String note, Style frame, Style titleStyle) {
        if (width < 2 || height < 2) {
            return sub(0, 0, 0, 0);
        }
        hline(1, 0, width - 2, "─", frame);
        hline(1, height - 1, width - 2, "─", frame);
        vline(0, 1, height - 2, "│", frame);
        vline(width - 1, 1, height - 2, "│", frame);
        text(0, 0, "╭", frame);
        text(width - 1, 0, "╮", frame);
        text(0, height - 1, "╰", frame);
        text(width - 1, height - 1, "╯", frame);
        int end = 1;
        if (!title.isEmpty() && width > 4) {
            end = text(1, 0, " " + CellText.truncate(title, width - 4) + " ", titleStyle);
        }
        int noteWidth = CellText.width(note);
        if (noteWidth > 0 && end + noteWidth + 4 <= width) {
            textRight(width - 2, 0, " " + note + " ", frame);
        }
        return inner();
    }

    private static int clamp(int value, int limit) {
        return Math.max(0, Math.min(value, limit));
    }
}
