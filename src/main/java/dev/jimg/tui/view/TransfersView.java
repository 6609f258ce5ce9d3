package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Transfer;
import dev.jimg.tui.state.TransfersPane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.List;

/** The transfers pane: a line a pull, and below it its layers. */
final class TransfersView {

    private TransfersView() {}

    static void draw(AppState state, Area area, Look look) {
        TransfersPane pane = state.transfers();
        Area inner = PaneFrame.draw(Pane.TRANSFERS, state, area, look.say("pane.transfers"), note(state, look), look);
        Area body = inner.sub(1, 0, inner.width() - 2, inner.height());
        if (pane.all().isEmpty()) {
            Paragraphs.write(look.say("transfers.teach"), body, 0, look.theme().dim());
            return;
        }
        Columns columns = TransferLine.columns(body.width(), longestName(pane));
        TransferLine line = new TransferLine(columns, state.now(), body.glyphs(), look);
        int count = pane.lineCount();
        new Table(body, columns, state.focus() == Pane.TRANSFERS, look).rows(body, count, pane.cursor(),
                (index, cells) -> pane.line(index).ifPresent(shown -> line.draw(shown, cells)));
        Scrollbar.draw(area, 1, body.height(), pane.cursor().top(), count, look.theme().accent());
    }

    private static int longestName(TransfersPane pane) {
        int longest = 0;
        for (Transfer transfer : pane.all()) {
            longest = Math.max(longest, CellText.width(name(transfer)));
        }
        return longest;
    }

    /** What is pulled; the platform too, where it was chosen. */
    static String name(Transfer transfer) {
        return transfer.job().name();
    }

    private static String note(AppState state, Look look) {
        double speed = 0;
        int active = 0;
        for (Transfer transfer : state.transfers().all()) {
            if (transfer.active()) {
                active++;
                speed += transfer.speed().current(state.now());
            }
        }
        List<String> parts = new ArrayList<>();
        if (active > 0) {
            parts.add(look.say("transfers.active", active));
        }
        if (active > 1 && speed >= 1) {
            parts.add(Amounts.of((long) speed) + "/s");
        }
        int ended = state.transfers().all().size() - active;
        if (ended > 0) {
            parts.add(look.say("transfers.ended", ended));
        }
        return String.join(" · ", parts);
    }
}
