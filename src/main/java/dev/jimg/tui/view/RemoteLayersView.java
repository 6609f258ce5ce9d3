package dev.jimg.tui.view;

import dev.jimg.service.files.RemoteContents.RemoteLayer;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.CreatedBy;
import dev.jimg.tui.state.RemoteLayersDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;

/** The layers of an image in its registry, the topmost first. */
final class RemoteLayersView {

    private static final int WIDTH = 90;
    private static final int FEW_LINES = 3;

    private RemoteLayersView() {}

    static void draw(RemoteLayersDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.min(WIDTH, DialogBox.room(screen));
        int lines = dialog.count() > 0 ? dialog.lines(state.size()) + 3 : dialog.image().failure().map(why ->
                Paragraphs.failure(why, Math.max(1, width), look).size()).orElse(FEW_LINES);
        String title = look.say("remote.title", CellText.truncateMiddle(dialog.reference().familiar(), width));
        Area area = DialogBox.draw(screen, title, width, lines, dialog.hints(), look);
        if (dialog.image().failure().isPresent()) {
            Paragraphs.write(dialog.image().failure().get(), area, look);
        } else if (dialog.image().value().isEmpty()) {
            area.text(0, 0, look.say("remote.asking"), look.theme().dim());
        } else {
            list(dialog, area, look);
        }
    }

    private static void list(RemoteLayersDialog dialog, Area area, Look look) {
        Columns columns = Columns.fit(area.width(), Column.number("#", 3, 2),
                Column.number(look.say("column.download"), 8, 0), Column.text(look.say("layers.created-by"), 10, 1, 0));
        int rows = area.height() - 2;
        new Table(area.sub(0, 0, area.width(), rows), columns, true, look).draw(dialog.count(), dialog.cursor(),
                (index, line) -> {
                    RemoteLayer layer = dialog.image().value().orElseThrow().layers().get(dialog.layer(index));
                    line.cell(0, Integer.toString(dialog.layer(index) + 1), look.theme().dim());
                    line.cell(1, layer.known() ? look.say("remote.known") : HumanSize.inList(layer.layer().blob().size()),
                            layer.known() ? look.theme().good() : look.theme().text());
                    line.cell(2, CreatedBy.instruction(layer.createdBy()), look.theme().text());
                });
        dialog.selected().ifPresent(layer -> area.text(0, area.height() - 1, area.width(), look.say(
                dialog.asked() ? "remote.ask" : "remote.note", HumanSize.inList(layer.layer().blob().size())),
                dialog.asked() ? look.theme().warning() : look.theme().dim()));
    }
}
