package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Field;
import dev.jimg.tui.state.FormDialog;
import dev.jimg.tui.state.Offers;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;

/** A form: its labels in one column, its fields in another. */
final class FormView {

    private static final int WIDTH = 64;
    private static final int MOST_OFFERS = 6;

    private FormView() {}

    static void draw(FormDialog dialog, AppState state, Area screen, Look look) {
        int count = dialog.fields().size();
        int width = Math.min(WIDTH, DialogBox.room(screen));
        List<Paragraphs.Line> said = said(dialog, Math.max(1, width), look);
        int told = Math.max(said.size(), Math.min(MOST_OFFERS, dialog.offers().shown().size()));
        Area area = DialogBox.draw(screen, look.say(dialog.form().title()), width, count + 1 + Math.max(1, told),
                dialog.hints(), look);
        int labels = 0;
        for (Field field : dialog.fields()) {
            labels = Math.max(labels, CellText.width(look.say(field.label())));
        }
        boolean top = state.dialog().filter(dialog::equals).isPresent();
        // Where there is no room for all, those around the focus are seen.
        boolean more = dialog.problem().isPresent() || !dialog.offers().shown().isEmpty();
        int rows = Math.max(1, area.height() - (more ? 1 : 0));
        int first = Math.max(0, Math.min(dialog.focus() - rows + 1, count - rows));
        int y = 0;
        for (int i = Math.max(0, first); i < count && y < rows; i++, y++) {
            Area row = area.sub(0, y, area.width(), 1);
            row.target(new Target.Choice(i));
            field(dialog.fields().get(i), i == dialog.focus(), top, labels, row, look);
        }
        // The empty line between goes before anything that is said.
        int below = Math.min(y + (area.height() - y > told ? 1 : 0), area.height());
        Area rest = area.sub(0, below, area.width(), area.height() - below);
        if (!said.isEmpty()) {
            Paragraphs.draw(said, 0, rest);
        } else {
            offers(dialog.offers(), rest.sub(labels + 4, 0, rest.width() - labels - 4, rest.height()), look);
        }
    }

    /** What is wrong; else, unless there is something to choose from, what is good to know. */
    private static List<Paragraphs.Line> said(FormDialog dialog, int width, Look look) {
        if (dialog.problem().isPresent()) {
            return Paragraphs.wrap(look.say(dialog.problem().get()), width, look.theme().warning());
        }
        return dialog.offers().shown().isEmpty() && dialog.form().note().isPresent()
                ? Paragraphs.wrap(look.say(dialog.form().note().get()), width, look.theme().dim()) : List.of();
    }

    /** What Tab goes through; the one that stands in the field is in sight. */
    private static void offers(Offers offers, Area area, Look look) {
        int first = Math.max(0, offers.chosen() - area.height() + 1);
        for (int y = 0; y < area.height() && first + y < offers.shown().size(); y++) {
            boolean chosen = first + y == offers.chosen();
            area.text(0, y, CellText.truncateMiddle(offers.shown().get(first + y), area.width()),
                    chosen ? look.theme().selected() : look.theme().dim());
        }
    }

    /** One line: what it is, and what stands in it. @param top whether the dialog gets the keys */
    static void field(Field field, boolean focused, boolean top, int labels, Area row, Look look) {
        row.text(0, 0, focused ? "▸" : " ", look.theme().accent());
        row.text(2, 0, look.say(field.label()), look.theme().dim());
        int x = labels + 4;
        Style style = focused ? look.theme().strong() : look.theme().text();
        Area place = row.sub(x, 0, row.width() - x, 1);
        if (!field.isChoice()) {
            InputLine.draw(field.shown(), place, top && focused, style);
            return;
        }
        String choice = look.say(field.choices().get(field.chosen()));
        String shown = CellText.truncate(choice, Math.max(0, place.width() - 4));
        int end = place.text(0, 0, "◂ ", focused ? look.theme().accent() : look.theme().dim());
        end = place.text(end, 0, shown, style);
        place.text(end, 0, " ▸", focused ? look.theme().accent() : look.theme().dim());
    }
}
