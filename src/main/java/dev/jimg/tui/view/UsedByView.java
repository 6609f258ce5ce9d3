package dev.jimg.tui.view;

import dev.jimg.service.container.ContainerSummary;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ContainerLog;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.UsedByTab;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** The Used by tab: the containers of the selected image, or what one of them writes. */
final class UsedByView {

    private static final int MARK = 0;
    private static final int NAME = 1;
    private static final int STATUS = 2;
    private static final int COMMAND = 3;
    private static final int PORTS = 4;

    private UsedByView() {}

    /** @param framed the pane with its frame, where the scroll bar stands */
    static void draw(AppState state, Area framed, Area inner, Look look) {
        UsedByTab tab = state.detail().usedBy();
        boolean stale = !tab.subject().map(ImageRow::image).equals(tab.image().map(ImageRow::image));
        Area area = inner.sub(1, 0, inner.width() - 2, inner.height());
        if (tab.log().isPresent()) {
            log(tab.log().get(), area, look);
        } else if (state.images().selected().isEmpty()) {
            Paragraphs.alone(DetailView.noImage(state, look), inner, look);
        } else if (tab.containers().failure().isPresent() && (stale || tab.containers().value().isEmpty())) {
            Paragraphs.failed(tab.containers().failure().get(), inner, look);
        } else if (tab.subject().isEmpty()) {
            Paragraphs.alone(look.say("detail.loading"), inner, look);
        } else {
            content(state, tab, framed, area, look);
        }
    }

    private static void content(AppState state, UsedByTab tab, Area framed, Area area, Look look) {
        ImageRow image = tab.subject().orElseThrow();
        int running = (int) tab.shown().stream().filter(ContainerSummary::running).count();
        String note = tab.shown().isEmpty() ? "" : look.say("usedby.count", tab.shown().size(), running);
        int room = area.width() - (note.isEmpty() ? 0 : CellText.width(note) + 2);
        area.textRight(area.width(), 0, note, look.theme().dim());
        area.text(0, 0, CellText.truncateMiddle(image.name(), Math.max(0, room)), look.theme().strong());
        Area rest = area.sub(0, 1, area.width(), area.height() - 1);
        if (tab.shown().isEmpty()) {
            int next = Paragraphs.write(look.say("usedby.none"), rest, 1, look.theme().text());
            Paragraphs.write(look.say("usedby.none-run"), rest, next, look.theme().dim());
            return;
        }
        int rows = 1 + UsedByTab.listHeight(area.height());
        table(state, tab, rest.sub(0, 0, rest.width(), rows), look);
        Scrollbar.draw(framed, 3, rows - 1, tab.cursor().top(), tab.shown().size(), look.theme().accent());
        if (UsedByTab.showsFacts(area.height())) {
            tab.selected().ifPresent(container ->
                    facts(container, rest.sub(0, rows, rest.width(), UsedByTab.FACTS), look));
        }
    }

    private static void table(AppState state, UsedByTab tab, Area area, Look look) {
        Columns columns = Columns.fit(area.width(), Column.gutter(1),
                Column.text(look.say("column.name"), 10, 1, 0).wishing(16).upTo(30),
                Column.text(look.say("column.status"), 14, 1, 0).wishing(24).upTo(32),
                Column.text(look.say("column.command"), 12, 1, 3).wishing(16),
                Column.text(look.say("column.ports"), 10, 1, 4).upTo(30));
        new Table(area, columns, state.focus() == Pane.DETAIL, look).draw(tab.shown().size(), tab.cursor(),
                (index, line) -> row(tab.shown().get(index), line, look));
    }

    private static void row(ContainerSummary container, Table.Line line, Look look) {
        Style style = container.running() ? look.theme().text() : look.theme().dim();
        line.cell(MARK, mark(container), container.running() ? look.theme().good() : look.theme().dim());
        line.cell(NAME, UsedByTab.name(container), style);
        line.cell(STATUS, container.status().isEmpty() ? container.state() : container.status(), style);
        line.cell(COMMAND, container.command(), look.theme().dim());
        line.cell(PORTS, container.ports(), look.theme().dim());
    }

    /** Running, held, or not running. */
    static String mark(ContainerSummary container) {
        return container.running() ? "●" : container.state().equals("paused") ? "◍" : "○";
    }

    private static void facts(ContainerSummary container, Area area, Look look) {
        area.hline(0, 0, area.width(), "─", look.theme().frame());
        Facts facts = new Facts(area.sub(0, 1, area.width(), area.height() - 1), List.of("fact.container",
                "fact.image", "fact.state", "fact.command", "fact.ports"), look);
        String names = String.join(", ", container.names());
        facts.add("fact.container", UsedByTab.shortId(container) + (names.isEmpty() ? "" : "  " + names),
                look.theme().text());
        facts.add("fact.image", CellText.truncateMiddle(container.image(), facts.room()), look.theme().text());
        facts.add("fact.state", container.state() + " · " + container.status(), look.theme().text());
        facts.add("fact.command", container.command(), look.theme().text());
        facts.add("fact.ports", container.ports().isEmpty() ? "—" : container.ports(), look.theme().text());
    }

    private static void log(ContainerLog log, Area area, Look look) {
        String note = log.failure().isPresent() ? look.say("log.failed") : log.ended() ? look.say("log.ended")
                : look.say(log.text().follow() ? "log.following" : "log.held");
        area.textRight(area.width(), 0, note, log.failure().isPresent() ? look.theme().error() : look.theme().dim());
        area.text(0, 0, CellText.truncateMiddle(log.name(), Math.max(0, area.width() - CellText.width(note) - 2)),
                look.theme().strong());
        Area text = area.sub(0, 1, area.width(), area.height() - 1);
        if (log.text().count() == 0) {
            log.failure().ifPresentOrElse(why -> Paragraphs.write(why, text, look), () ->
                    Paragraphs.write(look.say(log.ended() ? "log.nothing" : "log.waiting"), text, 0, look.theme().dim()));
            return;
        }
        ScrollbackView.draw(log.text(), text, look);
    }
}
