package dev.jimg.tui.view;

import dev.jimg.files.FileStatus;
import dev.jimg.files.TreeDiff;
import dev.jimg.service.Failure;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.LayerOutline;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.DiffDialog;
import dev.jimg.tui.state.DiffLine;
import dev.jimg.tui.state.DiffTab;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.Locale;

/** What tells two images apart, over the whole screen. */
final class DiffView {

    private static final String ARROW = " → ";
    private static final int LABEL_CELLS = 14;
    private static final int LABEL_MOST = 30;

    private DiffView() {}

    static void draw(DiffDialog dialog, AppState state, Area screen, Look look) {
        int header = DiffDialog.header(state.size());
        int lines = DiffDialog.lines(state.size());
        int story = DiffDialog.story(state.size());
        Area area = DialogBox.draw(screen, look.say("diff.title"), DialogBox.room(screen), header + lines + story,
                dialog.hints(), look);
        names(dialog, area.sub(0, 0, area.width(), 1), look);
        if (dialog.diff().failure().isPresent()) {
            Failure why = dialog.diff().failure().get();
            boolean roomy = Paragraphs.failure(why, Math.max(1, area.width()), look).size() + 2 <= area.height();
            int top = roomy ? 2 : 1;
            Paragraphs.write(why, area.sub(0, top, area.width(), area.height() - top), look);
            return;
        }
        if (dialog.diff().value().isEmpty()) {
            area.text(0, Math.min(2, area.height() - 1), area.width(), look.say("diff.comparing"), look.theme().dim());
            return;
        }
        ImageDiff diff = dialog.diff().value().get();
        if (header > 2) {
            summary(dialog, diff, area.sub(0, 1, area.width(), 1), look);
        }
        tabs(dialog, area.sub(0, header > 2 ? 2 : 1, area.width(), 1), look);
        if (header > 2) {
            Rule.draw(area, 3, "", look);
        }
        Area list = area.sub(0, header, area.width(), Math.min(lines, area.height() - header));
        Area below = area.sub(0, header + lines, area.width(), story);
        switch (dialog.tab()) {
            case CONFIG -> config(dialog, diff, list, below, look);
            case LAYERS -> layers(dialog, diff, list, below, look);
            case FILES -> DiffFilesView.draw(dialog.files(), diff, list, below, look);
        }
        bar(dialog, screen, list, look);
    }

    private static void bar(DiffDialog dialog, Area screen, Area list, Look look) {
        if (dialog.tab() == DiffTab.FILES) {
            Scrollbar.inDialog(screen, list, dialog.files().cursor().top(), dialog.files().rows().count(), look);
        } else {
            int rows = Math.min(list.height(), dialog.rows());
            Scrollbar.inDialog(screen, list.sub(0, list.height() - rows, list.width(), rows), dialog.cursor().top(),
                    dialog.shownLines().size(), look);
        }
    }

    /** {@code +23.4MB}, {@code -3kB}; 0 as it is. */
    static String signed(long bytes) {
        return (bytes > 0 ? "+" : bytes < 0 ? "-" : "") + HumanSize.inList(Math.abs(bytes));
    }

    static String mark(FileStatus status) {
        return switch (status) {
            case UNCHANGED -> "=";
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "-";
        };
    }

    static Style style(FileStatus status, Look look) {
        return switch (status) {
            case UNCHANGED -> look.theme().dim();
            case ADDED -> look.theme().good();
            case CHANGED -> look.theme().warning();
            case REMOVED -> look.theme().error();
        };
    }

    private static void names(DiffDialog dialog, Area area, Look look) {
        String left = CellText.sanitize(dialog.left().name());
        String right = CellText.sanitize(dialog.right().name());
        int room = area.width() - CellText.width(ARROW);
        int half = room / 2;
        int forLeft = Math.max(half, room - CellText.width(right));
        String cut = CellText.truncateMiddle(left, Math.max(1, forLeft));
        int x = area.text(0, 0, cut, look.theme().strong());
        x = area.text(x, 0, ARROW, look.theme().dim());
        area.text(x, 0, CellText.truncateMiddle(right, Math.max(1, area.width() - x)), look.theme().strong());
    }

    private static void summary(DiffDialog dialog, ImageDiff diff, Area area, Look look) {
        if (diff.same()) {
            area.text(0, 0, area.width(), look.say("diff.same"), look.theme().good());
            return;
        }
        if (dialog.files().tree().value().isEmpty()) {
            area.text(0, 0, area.width(), look.say("diff.summary", diff.config().size(), diff.shared(),
                    diff.leftLayers().size(), diff.rightLayers().size()), look.theme().text());
            return;
        }
        TreeDiff tree = dialog.files().tree().value().get();
        int x = 0;
        for (FileStatus status : new FileStatus[] {FileStatus.ADDED, FileStatus.REMOVED, FileStatus.CHANGED}) {
            x = area.text(x, 0, mark(status) + tree.files(status), style(status, look)) + 2;
        }
        area.text(x, 0, Math.max(0, area.width() - x), look.say("diff.files-change", signed(tree.change(0))),
                look.theme().text());
    }

    private static void tabs(DiffDialog dialog, Area area, Look look) {
        int x = 0;
        for (DiffTab tab : DiffTab.values()) {
            String text = look.say("diff." + tab.name().toLowerCase(Locale.ROOT)) + count(dialog, tab);
            area.sub(x, 0, CellText.width(text), 1).target(new Target.Press(Integer.toString(tab.ordinal() + 1)));
            x = area.text(x, 0, text, tab == dialog.tab() ? look.theme().accent().bold().underline() : look.theme().dim());
            if (tab != DiffTab.FILES) {
                x = area.text(x, 0, area.width() < 40 ? "│" : " │ ", look.theme().dim());
            }
        }
    }

    /** How many lines there are behind a tab, as far as that is known. */
    private static String count(DiffDialog dialog, DiffTab tab) {
        ImageDiff diff = dialog.diff().value().orElseThrow();
        return switch (tab) {
            case CONFIG -> " " + diff.config().size();
            case LAYERS -> " " + (diff.leftLayers().size() + diff.rightLayers().size());
            case FILES -> dialog.files().tree().value().map(tree -> " " + (tree.files(FileStatus.ADDED)
                    + tree.files(FileStatus.REMOVED) + tree.files(FileStatus.CHANGED))).orElse("");
        };
    }

    private static void config(DiffDialog dialog, ImageDiff diff, Area list, Area below, Look look) {
        if (diff.config().isEmpty()) {
            Paragraphs.write(look.say("diff.no-config"), list, 0, look.theme().dim());
            return;
        }
        int longest = dialog.config().stream().limit(200).mapToInt(line -> CellText.width(CellText.sanitize(line.label())))
                .max().orElse(LABEL_CELLS);
        int label = Math.max(4, Math.min(Math.min(longest, LABEL_MOST), list.width() / 3));
        Columns columns = Columns.fit(list.width(), Column.gutter(1), Column.fixed(" ", label, 0),
                Column.text(" ", 10, 1, 0));
        table(dialog, list, columns, look, (index, row) -> {
            DiffLine line = dialog.config().get(index);
            // The new value stands below the old one, of the same label.
            boolean second = index > dialog.cursor().top()
                    && line.label().equals(dialog.config().get(index - 1).label());
            row.cell(0, mark(line.status()), style(line.status(), look));
            row.cell(1, second ? "" : CellText.sanitize(line.label()), look.theme().text());
            row.cell(2, value(line, look), style(line.status(), look));
        });
        story(dialog, below, look);
    }

    /** What is merely there, as a port, has no value. */
    private static String value(DiffLine line, Look look) {
        return line.value().isEmpty() ? look.say("diff.set") : CellText.sanitize(line.value());
    }

    private static void layers(DiffDialog dialog, ImageDiff diff, Area list, Area below, Look look) {
        if (diff.shared() > 0) {
            long bytes = diff.sharedLayers().stream().mapToLong(LayerOutline::size).sum();
            list.text(0, 0, list.width(), look.count("diff.shared", diff.shared(), HumanSize.inList(bytes)),
                    look.theme().dim());
        }
        int top = diff.shared() > 0 ? 1 : 0;
        if (dialog.layers().isEmpty()) {
            list.text(0, top, list.width(), look.say("diff.same-layers"),
                    look.theme().dim());
            return;
        }
        Columns columns = Columns.fit(list.width(), Column.gutter(1), Column.number(" ", 8, 0),
                Column.text(" ", 10, 1, 0));
        table(dialog, list.sub(0, top, list.width(), list.height() - top), columns, look, (index, row) -> {
            DiffLine line = dialog.layers().get(index);
            LayerOutline layer = line.layer().orElseThrow();
            row.cell(0, mark(line.status()), style(line.status(), look));
            row.cell(1, HumanSize.inList(layer.size()), layer.packed() ? look.theme().dim() : look.theme().text());
            row.cell(2, CellText.sanitize(line.value()), style(line.status(), look));
        });
        story(dialog, below, look);
    }

    private static void table(DiffDialog dialog, Area list, Columns columns, Look look, Table.Row row) {
        new Table(list, columns, true, look).rows(list, dialog.shownLines().size(), dialog.cursor(), row);
    }

    /** The selected line in full. */
    private static void story(DiffDialog dialog, Area below, Look look) {
        int index = dialog.cursor().index();
        if (below.height() < 2 || index >= dialog.shownLines().size()) {
            return;
        }
        DiffLine line = dialog.shownLines().get(index);
        Rule.draw(below, 0, line.layer().map(layer -> layer.diffId().toString()
                + (layer.packed() ? " · " + look.say("diff.packed") : "")).orElse(line.label()), look);
        Area text = below.sub(0, 1, below.width(), below.height() - 1);
        Paragraphs.draw(Paragraphs.wrap(value(line, look), Math.max(1, text.width()), look.theme().text()), 0, text);
    }
}
