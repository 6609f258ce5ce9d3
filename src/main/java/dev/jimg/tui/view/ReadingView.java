package dev.jimg.tui.view;

import dev.jimg.service.files.FilesProgress;
import dev.jimg.tui.term.Area;
import java.util.Optional;

/** How far the reading of layers is: a line, and a bar below it where there is room and something to measure; of what an engine
 * prepares, for how long it does. */
final class ReadingView {

    private ReadingView() {}

    static void draw(Optional<FilesProgress> told, long seconds, Area area, Look look) {
        FilesProgress progress = told.orElse(new FilesProgress(0, -1));
        if (!progress.preparing().isEmpty()) {
            Paragraphs.write(look.say("files.preparing", progress.preparing(), seconds), area, 0, look.theme().text());
            return;
        }
        area.text(0, 0, area.width(), look.say("files.reading") + "  " + Amounts.ratio(progress.done(), progress.total()),
                look.theme().text());
        if (progress.total() > 0 && area.height() > 1) {
            double part = (double) progress.done() / progress.total();
            int end = area.text(0, 1, Bar.filled(part, area.width(), area.glyphs()), look.theme().bar());
            area.text(end, 1, Bar.rest(area.width() - end), look.theme().barRest());
        }
    }
}
