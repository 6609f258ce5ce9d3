package dev.jimg.tui.view;

import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageSummary;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.CreatedBy;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.LayersShape;
import dev.jimg.tui.state.LayersTab;
import dev.jimg.tui.state.Mark;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.List;

/** The Layers tab: what the image is, and the steps that made it. */
final class LayersView {

    private static final int NUMBER = 0;
    private static final int SIZE = 1;
    private static final int STEP = 2;

    private LayersView() {}

    /** @param framed the pane with its frame, where the scroll bar stands */
    static void draw(AppState state, Area framed, Area inner, Look look) {
        LayersTab tab = state.detail().layers();
        boolean stale = !tab.subject().equals(tab.image());
        if (tab.image().isEmpty()) {
            Paragraphs.alone(DetailView.noImage(state, look), inner, look);
        } else if (tab.rows().failure().isPresent() && (stale || tab.rows().value().isEmpty())) {
            Paragraphs.failed(tab.rows().failure().get(), inner, look);
        } else if (tab.subject().isEmpty()) {
            Paragraphs.alone(look.say("detail.loading"), inner, look);
        } else {
            content(state, tab, tab.subject().get(), framed, inner, look);
        }
    }

    private static void content(AppState state, LayersTab tab, ImageRow image, Area framed, Area inner, Look look) {
        LayersShape shape = LayersShape.of(inner.height(), tab.shown().size(), tab.sized(), !image.image().health().good());
        Area area = inner.sub(1, 0, inner.width() - 2, inner.height());
        header(image, state, area.sub(0, 0, area.width(), shape.header()), look);
        int y = shape.header() + shape.gap();
        if (tab.shown().isEmpty()) {
            Paragraphs.alone(look.say("layers.no-history"), inner.sub(0, y, inner.width(), inner.height() - y), look);
            return;
        }
        steps(state, tab, inner.sub(0, y, inner.width(), shape.heads() + shape.list()), shape, look);
        Scrollbar.draw(framed, 1 + y + shape.heads(), shape.list(), tab.cursor().top(), tab.shown().size(),
                state.focus() == Pane.DETAIL ? look.theme().focusedFrame() : look.theme().frame());
        y += shape.heads() + shape.list();
        if (shape.bars() > 0) {
            ShareBars.draw(tab, area.sub(0, y + 1, area.width(), shape.bars()), look);
            y += shape.bars() + 1;
        }
        if (shape.foot() > 0) {
            foot(state, tab, inner.sub(0, y, inner.width(), shape.foot()), look);
        }
    }

    private static void header(ImageRow row, AppState state, Area all, Look look) {
        ImageSummary image = row.image();
        boolean damaged = !image.health().good();
        Area area = all.sub(0, 0, all.width(), all.height() - (damaged ? 1 : 0));
        if (damaged) {
            all.text(0, all.height() - 1, all.width(), Mark.DAMAGED.glyph() + " " + Flaws.first(image.health(), look),
                    look.theme().error());
        }
        String right = image.platform() + "  " + HumanSize.inList(image.size());
        int end = right(right, 0, area, look);
        String name = row.tag().isPresent() ? row.target() : row.repository();
        area.text(0, 0, CellText.truncateMiddle(name, Math.max(0, end)), look.theme().strong());
        end = right(Ages.ago(image.created(), state.now(), look), 1, area, look);
        String tags = image.tags().isEmpty() ? look.say("layers.dangling")
                : look.count("tags.count", image.tags().size());
        area.text(0, 1, Math.max(0, end), image.id().shortHex() + "  " + tags, look.theme().dim());
    }

    /** Draws a text at the right end, unless it would take more than half; returns the cells left of it. */
    private static int right(String text, int y, Area area, Look look) {
        return CellText.width(text) * 2 > area.width() + 8 ? area.width()
                : area.textRight(area.width(), y, text, look.theme().dim()) - 2;
    }

    private static void steps(AppState state, LayersTab tab, Area area, LayersShape shape, Look look) {
        int digits = Integer.toString(tab.shown().size()).length();
        Columns columns = Columns.fit(area.width() - 1, Column.number("#", digits + 2, 2),
                Column.number(look.say("layers.size"), 7, 0), Column.text(look.say("layers.created-by"), 8, 1, 0));
        Table table = new Table(area, columns, state.focus() == Pane.DETAIL, look);
        Table.Row row = (index, line) -> {
            HistoryRow step = tab.shown().get(index);
            line.over(NUMBER, 0, line.current() ? "▸" : " ", look.theme().accent());
            line.cell(NUMBER, Integer.toString(tab.number(index)), look.theme().dim());
            line.cell(SIZE, size(step, tab), step.size() > 0 ? look.theme().text() : look.theme().dim());
            line.cell(STEP, instruction(step, look), look.theme().text());
        };
        if (shape.heads() > 0) {
            table.draw(tab.shown().size(), tab.cursor(), row);
        } else {
            table.rows(area, tab.shown().size(), tab.cursor(), row);
        }
    }

    /** A layer that nobody unpacked yet is being measured, or cannot be. */
    private static String size(HistoryRow step, LayersTab tab) {
        return step.measured() ? HumanSize.inList(step.size()) : tab.rows().loading() ? "…" : "?";
    }

    /** The whole of the selected step: its command, then what else is known. */
    private static void foot(AppState state, LayersTab tab, Area area, Look look) {
        HistoryRow step = tab.selected().orElseThrow();
        Rule.draw(area, 0, look.say("layers.step", tab.number(tab.cursor().index()), tab.shown().size()), look);
        Area text = area.sub(1, 1, area.width() - 2, area.height() - 1);
        List<String> facts = facts(step, state, look);
        List<Paragraphs.Line> below =
                Paragraphs.wrap(String.join("  ", facts), Math.max(1, text.width()), look.theme().dim());
        int room = Math.max(1, text.height() - below.size());
        Paragraphs.draw(Paragraphs.wrap(instruction(step, look), Math.max(1, text.width()), look.theme().text()), 0,
                text.sub(0, 0, text.width(), room));
        Paragraphs.draw(below, 0, text.sub(0, room, text.width(), text.height() - room));
    }

    private static List<String> facts(HistoryRow step, AppState state, Look look) {
        List<String> facts = new ArrayList<>();
        facts.add(Ages.ago(step.created(), state.now(), look));
        step.layer().ifPresent(layer -> facts.add(step.blobSize() > 0
                ? look.say("layers.blob", layer.shortHex(), HumanSize.inList(step.blobSize())) : layer.shortHex()));
        if (!step.comment().isBlank()) {
            facts.add(step.comment().strip());
        }
        return facts;
    }

    private static String instruction(HistoryRow step, Look look) {
        String text = CreatedBy.instruction(step.createdBy());
        return !text.isEmpty() ? text : step.comment().isBlank() ? look.say("layers.no-command") : step.comment();
    }
}
