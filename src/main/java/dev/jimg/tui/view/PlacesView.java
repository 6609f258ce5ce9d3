package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.service.Place;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.FailureText;
import dev.jimg.tui.state.ListCursor;
import dev.jimg.tui.state.Loadable;
import dev.jimg.tui.state.PlacesDialog;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.List;

/** The places to work on, and who answers there. */
final class PlacesView {

    private static final int WIDTH = 96;
    private static final int MARK = 0;
    private static final int NAME = 1;
    private static final int LOCATION = 2;
    private static final int ANSWER = 3;
    private static final int STORY = 3;

    private PlacesView() {}

    static void draw(PlacesDialog dialog, AppState state, Area screen, Look look) {
        int count = dialog.shown().size();
        int lines = Math.max(1, Math.min(count, PlacesDialog.lines(state.size())));
        Area area = DialogBox.draw(screen, look.say("place.title"), Math.min(WIDTH, DialogBox.room(screen)),
                1 + lines + (PlacesDialog.tells(state.size()) ? STORY : 0), dialog.hints(), look);
        if (dialog.places().failure().isPresent()) {
            Paragraphs.write(dialog.places().failure().get(), area, look);
            return;
        }
        if (dialog.shown().isEmpty()) {
            area.text(0, 0, look.say("place.listing"), look.theme().dim());
            return;
        }
        int rows = Math.min(1 + lines, area.height());
        table(dialog, state, area.sub(0, 0, area.width(), rows), look);
        story(dialog, area.sub(0, rows, area.width(), area.height() - rows), look);
    }

    private static void table(PlacesDialog dialog, AppState state, Area area, Look look) {
        Columns columns = Columns.fit(area.width(), Column.gutter(1),
                Column.text(look.say("column.place"), 12, 1, 0).wishing(24).upTo(30),
                Column.text(look.say("column.location"), 16, 1, 2).wishing(30),
                Column.text(look.say("column.answer"), 16, 1, 0).wishing(24).upTo(40));
        ListCursor cursor = dialog.cursor();
        new Table(area, columns, true, look).draw(dialog.shown().size(), cursor, (index, line) -> {
            Place place = dialog.shown().get(index);
            line.cell(MARK, PlacesDialog.current(place, state) ? "▸" : " ", look.theme().accent());
            line.cell(NAME, CellText.truncateMiddle(name(place, look), line.width(NAME)), look.theme().text());
            boolean twice = place.name().equals(place.location()) && place.kind() != Place.Kind.STORE;
            line.cell(LOCATION, twice ? "" : CellText.truncateMiddle(TitleBar.place(place.location(), look),
                    line.width(LOCATION)), look.theme().dim());
            answer(dialog, index, line, look);
        });
    }

    private static String name(Place place, Look look) {
        return place.kind() == Place.Kind.STORE ? look.say("place.store") : place.name();
    }

    private static void answer(PlacesDialog dialog, int index, Table.Line line, Look look) {
        if (index >= dialog.answers().size() || dialog.answers().get(index).loading()) {
            line.cell(ANSWER, look.say("place.asking"), look.theme().dim());
            return;
        }
        Loadable<String> answer = dialog.answers().get(index);
        answer.value().ifPresent(product -> line.cell(ANSWER, "✔ " + product, look.theme().good()));
        answer.failure().ifPresent(why -> line.cell(ANSWER, "✗ " + look.say(FailureText.why(why)), look.theme().error()));
    }

    /** Why nobody answers at the selected place, whole, and what to do. */
    private static void story(PlacesDialog dialog, Area area, Look look) {
        List<Loadable<String>> answers = dialog.answers();
        int index = dialog.cursor().index();
        if (index < answers.size() && answers.get(index).failure().isPresent()) {
            Failure why = answers.get(index).failure().get();
            Area below = area.sub(0, area.height() > 2 ? 1 : 0, area.width(), area.height());
            Paragraphs.write(look.say(FailureText.advised(why)), below, 0, look.theme().dim());
        }
    }
}
