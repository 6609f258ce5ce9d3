package dev.jimg.tui.view;

import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Filter;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.ImagesPane;
import dev.jimg.tui.state.Mark;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.BitSet;
import java.util.Locale;

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
        ImageColumns columns = columns(state, inner.width(), look);
        new Table(inner, columns.columns(), focused, look).draw(pane.shown().size(), pane.cursor(),
                (index, line) -> row(state, index, columns, line, look));
        for (ImageColumn column : columns.shown()) {
            inner.sub(columns.start(column), 0, columns.width(column), 1).target(new Target.Sort(column));
        }
        Scrollbar.draw(area, 2, inner.height() - 1, pane.cursor().top(), pane.shown().size(),
                focused ? look.theme().focusedFrame() : look.theme().frame());
    }

    /** @param width of the pane without its frame, before which one cell stays free, or the numbers would touch it */
    static ImageColumns columns(AppState state, int width, Look look) {
        return ImageColumns.fit(width - 1, state.preferences().columns(), state.images().widths(), look);
    }

    private static void row(AppState state, int index, ImageColumns columns, Table.Line line, Look look) {
        ImagesPane pane = state.images();
        ImageRow row = pane.shown().get(index);
        Theme theme = pane.stale() ? look.theme().faded() : look.theme();
        boolean marked = pane.marks().has(row.key(), index, pane.cursor().index());
        line.cell(ImageColumns.MARKS, marked ? Mark.MARKED.glyph() : line.current() ? "▸" : " ", theme.accent());
        String branch = branch(pane, index);
        Style named = row.image().dangling() ? theme.dim() : marked ? theme.accent() : theme.text();
        String repository = CellText.truncateLeft(row.repository(),
                Math.max(0, columns.width(ImageColumn.REPOSITORY) - branch.length()));
        columns.cell(line, ImageColumn.REPOSITORY, branch + repository, named);
        columns.over(line, ImageColumn.REPOSITORY, 0, branch, theme.dim());
        columns.cell(line, ImageColumn.TAG, row.tagText(), named);
        if (state.radar().marks(row)) {
            columns.update(line, theme.warning());
        }
        columns.cell(line, ImageColumn.UPDATE, update(row, look), row.newer() ? theme.warning() : theme.dim());
        if (branch.isEmpty()) {
            state(row, line, theme);
            facts(row, state, columns, line, theme);
        }
        matches(row, branch.length(), repository, pane.kept(), columns, line, theme.match());
    }

    /** What is the same for every name of an image. */
    private static void facts(ImageRow row, AppState state, ImageColumns columns, Table.Line line, Theme theme) {
        columns.created(line, row.image().created(), state.now(), theme.dim());
        columns.cell(line, ImageColumn.SIZE, HumanSize.inList(row.image().size()), theme.text());
        columns.cell(line, ImageColumn.ID, row.image().id().shortHex(), theme.dim());
        columns.cell(line, ImageColumn.UNIQUE, row.image().uniqueSize() < 0 ? "—"
                : HumanSize.inList(row.image().uniqueSize()), theme.dim());
        columns.cell(line, ImageColumn.PLATFORM, row.image().platform().toString(), theme.dim());
        columns.cell(line, ImageColumn.CONTAINERS, row.image().containers() < 0 ? "—"
                : String.valueOf(row.image().containers()), theme.dim());
        columns.cell(line, ImageColumn.DIGEST, row.image().manifest().toString(), theme.dim());
    }

    /** How the name stands to its registry; a dash where nobody has asked. */
    private static String update(ImageRow row, Look look) {
        return row.update().map(state -> look.say("update." + state.name().toLowerCase(Locale.ROOT))).orElse("—");
    }

    /** In a tree, what leads to another name of the image above. */
    private static String branch(ImagesPane pane, int index) {
        if (!pane.tree() || index == 0 || !same(pane, index, index - 1)) {
            return "";
        }
        return index + 1 < pane.shown().size() && same(pane, index, index + 1) ? "├ " : "└ ";
    }

    private static boolean same(ImagesPane pane, int one, int other) {
        return pane.shown().get(one).image().id().equals(pane.shown().get(other).image().id());
    }

    /** The mark of what is special about an image; the worst where there is more than one. */
    private static void state(ImageRow row, Table.Line line, Theme theme) {
        if (!row.image().health().good()) {
            line.over(ImageColumns.MARKS, 1, Mark.DAMAGED.glyph(), theme.error());
        } else if (row.image().containers() > 0) {
            line.over(ImageColumns.MARKS, 1, Mark.USED.glyph(), theme.good());
        } else if (row.image().dangling()) {
            line.over(ImageColumns.MARKS, 1, Mark.DANGLING.glyph(), theme.dim());
        }
    }

    /** Shows which letters the filter found. Names are ASCII by their grammar, so chars are cells. */
    private static void matches(ImageRow row, int indent, String drawn, Filter filter, ImageColumns columns,
            Table.Line line, Style style) {
        if (filter.keepsAll()) {
            return;
        }
        BitSet found = filter.matched(row.searched());
        int colon = row.repository().length();
        int cut = colon - drawn.length();
        for (int i = found.nextSetBit(0); i >= 0; i = found.nextSetBit(i + 1)) {
            if (i < colon && i >= cut + (cut > 0 ? 1 : 0)) {
                columns.over(line, ImageColumn.REPOSITORY, indent + i - cut, row.repository().substring(i, i + 1),
                        style);
            } else if (i > colon && i - colon - 1 < visible(row.tagText(), columns.width(ImageColumn.TAG))) {
                int at = i - colon - 1;
                columns.over(line, ImageColumn.TAG, at, row.tagText().substring(at, at + 1), style);
            }
        }
    }

    /** Letters of a text that are seen in a column; where it was cut, the last cell holds the ellipsis. */
    private static int visible(String text, int cells) {
        return text.length() <= cells ? text.length() : cells - 1;
    }
}
