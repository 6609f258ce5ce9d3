package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Transfer;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.Optional;

/** What a build writes. */
final class OutputView {

    private OutputView() {}

    static void draw(AppState state, Area inner, Look look) {
        Area area = inner.sub(1, 0, inner.width() - 2, inner.height());
        Optional<Transfer> found = state.detail().output().isPresent()
                ? state.transfers().find(state.detail().output().getAsLong()) : Optional.empty();
        if (found.isEmpty()) {
            Paragraphs.alone(look.say("output.cleared"), inner, look);
            return;
        }
        Transfer transfer = found.get();
        String note = note(transfer, look);
        area.textRight(area.width(), 0, note, transfer.failure().isPresent() ? look.theme().error() : look.theme().dim());
        area.text(0, 0, CellText.truncateMiddle(transfer.job().name(),
                Math.max(0, area.width() - CellText.width(note) - 2)), look.theme().strong());
        Area text = area.sub(0, 1, area.width(), area.height() - 1);
        if (transfer.output().count() == 0) {
            Paragraphs.write(look.say(transfer.active() ? "log.waiting" : "log.nothing"), text, 0, look.theme().dim());
        } else {
            new BuildLogView(transfer, state.focus() == Pane.DETAIL, text, look).draw();
        }
    }

    private static String note(Transfer transfer, Look look) {
        return switch (transfer.stage()) {
            case DONE -> look.say("log.ended");
            case FAILED -> look.say("step.failed");
            case CANCELLED -> look.say("log.failed");
            default -> look.say(transfer.output().follow() ? "log.following" : "log.held");
        };
    }
}
