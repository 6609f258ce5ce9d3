package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Field;
import dev.jimg.tui.state.FormDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/** A form: its labels in one column, its fields in another. */
final class FormView {

    private static final int WIDTH = 64;

    private FormView() {}

    static void draw(FormDialog dialog, AppState state, Area screen, Look look) {
        int count = dialog.fields().size();
        Area area = DialogBox.draw(screen, look.say(dialog.form().title()), Math.min(WIDTH, DialogBox.room(screen)),
                count + 2, dialog.hints(), look);
        int labels = 0;
        for (Field field : dialog.fields()) {
            labels = Math.max(labels, CellText.width(look.say(field.label())));
        }
        boolean top = state.dialog().filter(dialog::equals).isPresent();
        // Where there is no room for all, those around the focus are seen.
        int rows = Math.max(1, area.height() - (dialog.problem().isPresent() ? 1 : 0));
        int first = Math.max(0, Math.min(dialog.focus() - rows + 1, count - rows));
        int y = 0;
        for (int i = Math.max(0, first); i < count && y < rows; i++, y++) {
            field(dialog.fields().get(i), i == dialog.focus(), top, labels, area.sub(0, y, area.width(), 1), look);
        }
        if (dialog.problem().isPresent()) {
            int below = Math.min(y + (area.height() > y + 1 ? 1 : 0), area.height() - 1);
            Paragraphs.write(look.say(dialog.problem().get()), area, below, look.theme().warning());
        }
    }

    private static void field(Field field, boolean focused, boolean top, int labels, Area row, Look look) {
        row.text(0, 0, focused ? "▸" : " ", look.theme().accent());
        row.text(2, 0, look.say(field.label()), look.theme().dim());
        int x = labels + 4;
        Style style = focused ? look.theme().strong() : look.theme().text();
        Area place = row.sub(x, 0, row.width() - x, 1);
        if (!field.isChoice()) {
            InputLine.draw(field.line(), place, top && focused, style);
            return;
        }
        String choice = look.say(field.choices().get(field.chosen()));
        String shown = CellText.truncate(choice, Math.max(0, place.width() - 4));
        int end = place.text(0, 0, "◂ ", focused ? look.theme().accent() : look.theme().dim());
        end = place.text(end, 0, shown, style);
        place.text(end, 0, " ▸", focused ? look.theme().accent() : look.theme().dim());
    }
}
