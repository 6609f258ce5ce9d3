package dev.jimg.tui.picture;

import com.googlecode.lanterna.TextColor;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.Style;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;

/** Draws a grid as a terminal would show it, into a PNG file. */
public final class Picture {

    private static final int FONT_SIZE = 16;
    private static final int MARGIN = 12;
    private static final Color BACKGROUND = new Color(0x16181d);
    private static final Color FOREGROUND = new Color(0xd5d8de);
    private static final Map<TextColor.ANSI, Color> COLORS = Map.ofEntries(
            Map.entry(TextColor.ANSI.BLACK, new Color(0x16181d)), Map.entry(TextColor.ANSI.RED, new Color(0xe06c75)),
            Map.entry(TextColor.ANSI.GREEN, new Color(0x98c379)), Map.entry(TextColor.ANSI.YELLOW, new Color(0xe5c07b)),
            Map.entry(TextColor.ANSI.BLUE, new Color(0x61afef)), Map.entry(TextColor.ANSI.MAGENTA, new Color(0xc678dd)),
            Map.entry(TextColor.ANSI.CYAN, new Color(0x56b6c2)), Map.entry(TextColor.ANSI.WHITE, new Color(0xd5d8de)),
            Map.entry(TextColor.ANSI.BLACK_BRIGHT, new Color(0x6b7280)),
            Map.entry(TextColor.ANSI.RED_BRIGHT, new Color(0xf07178)),
            Map.entry(TextColor.ANSI.GREEN_BRIGHT, new Color(0xb5e890)),
            Map.entry(TextColor.ANSI.YELLOW_BRIGHT, new Color(0xffd580)),
            Map.entry(TextColor.ANSI.BLUE_BRIGHT, new Color(0x82c4ff)),
            Map.entry(TextColor.ANSI.MAGENTA_BRIGHT, new Color(0xd8a0f0)),
            Map.entry(TextColor.ANSI.CYAN_BRIGHT, new Color(0x7fdbe6)),
            Map.entry(TextColor.ANSI.WHITE_BRIGHT, Color.WHITE));

    private final Font plain = new Font("DejaVu Sans Mono", Font.PLAIN, FONT_SIZE);
    private final Font wide = new Font("WenQuanYi Micro Hei Mono", Font.PLAIN, FONT_SIZE);
    private final Grid grid;

    private Picture(Grid grid) {
        this.grid = grid;
    }

    /** @throws IOException if the file cannot be written */
    public static void write(Grid grid, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ImageIO.write(new Picture(grid).draw(), "png", file.toFile());
    }

    private BufferedImage draw() {
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics().getFontMetrics(plain);
        int width = metrics.charWidth('M');
        int height = metrics.getAscent() + metrics.getDescent();
        BufferedImage image = new BufferedImage(grid.columns() * width + 2 * MARGIN, grid.rows() * height + 2 * MARGIN,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(BACKGROUND);
        canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
        canvas.translate(MARGIN, MARGIN);
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                if (!grid.isContinuation(column, row)) {
                    boolean two = column + 1 < grid.columns() && grid.isContinuation(column + 1, row);
                    cell(canvas, column, row, two ? 2 * width : width, width, height, metrics.getAscent());
                }
            }
        }
        canvas.dispose();
        return image;
    }

    private void cell(Graphics2D canvas, int column, int row, int cellWidth, int width, int height, int ascent) {
        Style style = grid.style(column, row);
        Color front = color(style.foreground(), FOREGROUND);
        Color back = color(style.background(), BACKGROUND);
        if (style.has(Style.REVERSE)) {
            Color swap = front;
            front = back;
            back = swap;
        }
        if (style.has(Style.DIM)) {
            front = between(front, back);
        }
        canvas.setColor(back);
        canvas.fillRect(column * width, row * height, cellWidth, height);
        String text = grid.text(column, row);
        Font font = plain.canDisplayUpTo(text) < 0 ? plain : wide;
        canvas.setFont(style.has(Style.BOLD) ? font.deriveFont(Font.BOLD) : font);
        canvas.setColor(front);
        canvas.drawString(text, column * width, row * height + ascent);
        if (column == grid.cursorColumn() && row == grid.cursorRow()) {
            canvas.fillRect(column * width, row * height, 2, height);
        }
    }

    private static Color color(TextColor color, Color otherwise) {
        if (color instanceof TextColor.ANSI ansi) {
            return COLORS.getOrDefault(ansi, otherwise);
        }
        return new Color(color.getRed(), color.getGreen(), color.getBlue());
    }

    private static Color between(Color one, Color other) {
        return new Color((one.getRed() + other.getRed()) / 2, (one.getGreen() + other.getGreen()) / 2,
                (one.getBlue() + other.getBlue()) / 2);
    }
}
