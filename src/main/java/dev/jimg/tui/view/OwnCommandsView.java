package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.OwnCommand;
import dev.jimg.tui.state.OwnCommandsDialog;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/** The person's own commands: the key of each, its name, and what it runs. */
final class OwnCommandsView {

    private static final int WIDTH = 72;

    private OwnCommandsView() {}

    static void draw(OwnCommandsDialog dialog, AppState state, Area screen, Look look) {
        String image = state.images().selected().map(ImageRow::target).orElse("");
        String title = look.say("own.title") + (image.isEmpty() ? "" : " · " + CellText.truncateMiddle(image, 40));
        Area area = DialogBox.draw(screen, title, Math.min(WIDTH, DialogBox.room(screen)),
                dialog.height(state.size()), dialog.hints(), look);
        int keys = 1;
        int names = 0;
        for (OwnCommand command : dialog.commands()) {
            keys = Math.max(keys, CellText.width(KeyName.of(command.key())));
            names = Math.max(names, CellText.width(command.name()));
        }
        names = Math.min(names, area.width() / 2);
        for (int y = 0; y < area.height() && dialog.cursor().top() + y < dialog.commands().size(); y++) {
            int index = dialog.cursor().top() + y;
            OwnCommand command = dialog.commands().get(index);
            boolean selected = index == dialog.cursor().index();
            Style style = selected ? look.theme().selected() : look.theme().text();
            Area line = area.sub(0, y, area.width(), 1);
            line.target(new Target.Row(index - dialog.cursor().index()));
            if (selected) {
                line.fill(style);
            }
            line.text(0, 0, KeyName.of(command.key()), selected ? style : look.theme().accent());
            line.text(keys + 2, 0, names, command.name(), style);
            int x = keys + 2 + names + 2;
            line.text(x, 0, Math.max(0, area.width() - x), String.join(" ", command.words()),
                    selected ? style : look.theme().dim());
        }
    }
}
