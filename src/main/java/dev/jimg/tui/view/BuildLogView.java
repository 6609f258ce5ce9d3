package dev.jimg.tui.view;

import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.tui.state.BuildLog;
import dev.jimg.tui.state.Transfer;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** The steps of a build, each a line with its state; below those that are open, what they wrote, wrapped. */
record BuildLogView(Transfer transfer, boolean focused, Area area, Look look) {

    void draw() {
        BuildLog log = transfer.output();
        int first = log.cursor().top();
        int rows = 0;
        for (int i = first; i <= log.selected() && rows <= area.height(); i++) {
            rows += height(i);
        }
        int from = log.follow() || log.selected() < first || rows > area.height() ? firstBefore(log.selected()) : first;
        int y = 0;
        for (int i = from; i < log.count() && y < area.height(); i++) {
            y += row(i, y);
        }
    }

    /** The first row from which this one can be seen, with as much before it as there is room for. */
    private int firstBefore(int last) {
        int room = area.height() - height(last);
        int first = last;
        while (first > 0 && height(first - 1) <= room) {
            first--;
            room -= height(first);
        }
        return first;
    }

    private int height(int index) {
        return transfer.output().row(index).map(row -> row.head() ? 1 : wrapped(row).size()).orElse(0);
    }

    private int row(int index, int y) {
        BuildLog log = transfer.output();
        BuildLog.Row row = log.row(index).orElseThrow();
        boolean selected = focused && !log.follow() && index == log.selected();
        if (row.head()) {
            head(row.step(), y, selected);
            return 1;
        }
        int line = y;
        for (String text : wrapped(row)) {
            area.text(0, line++, area.width(), text, selected ? look.theme().strong() : look.theme().text());
        }
        return line - y;
    }

    private void head(BuildLog.Step step, int y, boolean selected) {
        String state = state(step);
        String word = look.say("step." + state);
        String number = step.index() + (step.total() > 0 ? "/" + step.total() : "") + " ";
        String fold = transfer.output().open(step) ? "▾ " : "▸ ";
        Style style = selected ? look.theme().selected() : look.theme().strong();
        if (selected) {
            area.sub(0, y, area.width(), 1).fill(style);
        }
        int x = area.text(0, y, fold + number, selected ? style : look.theme().dim());
        int room = Math.max(0, area.width() - x - CellText.width(word) - 2);
        area.text(x, y, CellText.truncate(CellText.sanitize(step.instruction()), room), style);
        Style mark = switch (state) {
            case "failed", "stopped" -> look.theme().error();
            case "running" -> look.theme().accent();
            default -> look.theme().dim();
        };
        area.textRight(area.width(), y, word, selected ? style : mark);
    }

    private String state(BuildLog.Step step) {
        Phase phase = transfer.layers().stream().filter(layer -> layer.layer().equals("step " + step.index()))
                .map(LayerProgress::phase).findFirst().orElse(Phase.WAITING);
        if (phase.settled()) {
            return phase == Phase.ALREADY_HERE ? "cached" : "done";
        }
        return transfer.active() ? "running" : transfer.failure().isPresent() ? "failed" : "stopped";
    }

    private List<String> wrapped(BuildLog.Row row) {
        String line = row.step().text().line(row.line());
        return line.isEmpty() ? List.of("") : CellText.wrap(CellText.sanitize(line), Math.max(1, area.width()));
    }
}
