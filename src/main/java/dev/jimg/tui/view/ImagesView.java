package dev.jimg.tui.view;

import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Filter;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.ImagesPane;
import dev.jimg.tui.state.Mark;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.BitSet;

/** The images pane. */
final class ImagesView {

    private ImagesView() {}

    static void draw(AppState state, Area area, Look look) {
        ImagesPane pane = state.images();
        Area inner = PaneFrame.draw(Pane.IMAGES, state, area, look.say("pane.images"), "", look);
        ImagesNote.draw(state, area, look);
        MarkedNote.draw(state, area, look);
        if (pane.shown().isEmpty()) {
            ImagesVoid.draw(state, inner, look);
            return;
        }
        boolean focused = state.focus() == Pane.IMAGES;
        // One cell stays free before the frame, or the numbers would touch it.
        ImageColumns columns = ImageColumns.fit(inner.width() - 1, pane.widths(), look);
        Filter filter = Filter.of(pane.filter().text());
        new Table(inner, columns.columns(), focused, look).draw(pane.shown().size(), pane.cursor(),
                (index, line) -> row(state, index, columns, filter, line, look));
        Scrollbar.draw(area, 2, inner.height() - 1, pane.cursor().top(), pane.shown().size(),
                focused ? look.theme().focusedFrame() : look.theme().frame());
    }

    private static void row(AppState state, int index, ImageColumns columns, Filter filter, Table.Line line,
            Look look) {
        ImagesPane pane = state.images();
        ImageRow row = pane.shown().get(index);
        Theme theme = pane.stale() ? look.theme().faded() : look.theme();
        boolean marked = pane.marks().has(row.key(), index, pane.cursor().index());
        line.cell(ImageColumns.MARKS, marked ? Mark.MARKED.glyph() : line.current() ? "▸" : " ", theme.accent());
        state(row, line, theme);
        Style named = row.image().dangling() ? theme.dim() : marked ? theme.accent() : theme.text();
        String repository = CellText.truncateLeft(row.repository(), line.width(ImageColumns.REPOSITORY));
        line.cell(ImageColumns.REPOSITORY, repository, named);
        line.cell(ImageColumns.TAG, row.tagText(), named);
        columns.created(line, row.image().created(), state.now(), theme.dim());
        line.cell(ImageColumns.SIZE, HumanSize.inList(row.image().size()), theme.text());
        line.cell(ImageColumns.ID, row.image().id().shortHex(), theme.dim());
        line.cell(ImageColumns.UNIQUE, row.image().uniqueSize() < 0 ? "—"
                : HumanSize.inList(row.image().uniqueSize()), theme.dim());
        line.cell(ImageColumns.PLATFORM, row.image().platform().toString(), theme.dim());
        matches(row, repository, filter, line, theme.match());
    }

    /** The mark of what is special about an image; the worst where there is more than one. */
    private static void state(ImageRow row, Table.Line line, Theme theme) {
        switch (row.image().health()) {
            case DAMAGED -> line.over(ImageColumns.MARKS, 1, Mark.DAMAGED.glyph(), theme.error());
            case GOOD -> {
                if (row.image().containers() > 0) {
                    line.over(ImageColumns.MARKS, 1, Mark.USED.glyph(), theme.good());
                } else if (row.image().dangling()) {
                    line.over(ImageColumns.MARKS, 1, Mark.DANGLING.glyph(), theme.dim());
                }
            }
        }
    }

    /** Shows which letters the filter found. Names are ASCII by their grammar, so chars are cells. */
    private static void matches(ImageRow row, String drawn, Filter filter, Table.Line line, Style style) {
        if (filter.keepsAll()) {
            return;
        }
        BitSet found = filter.matched(row.searched());
        int colon = row.repository().length();
        int cut = colon - drawn.length();
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            if (i < colon && i >= cut + (cut > 0 ? 1 : 0)) {
                line.over(ImageColumns.REPOSITORY, i - cut, row.repository().substring(i, i + 1), style);
            } else if (i > colon && i - colon - 1 < visible(row.tagText(), line.width(ImageColumns.TAG))) {
                int at = i - colon - 1;
                line.over(ImageColumns.TAG, at, row.tagText().substring(at, at + 1), style);
            }
        }
    }

    /** Letters of a text that are seen in a column; where it was cut, the last cell holds the ellipsis. */
    private static int visible(String text, int cells) {
        return text.length() <= cells ? text.length() : cells - 1;
    }
}
