package dev.jimg.tui.view;

import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.FileDialog;
import dev.jimg.tui.state.FileText;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;

/** A file of an image: its lines, or what it is if it has none. */
final class FileView {

    private static final int WIDTH = 120;
    private static final int FEW_LINES = 3;

    private FileView() {}

    static void draw(FileDialog dialog, AppState state, Area screen, Look look) {
        int width = Math.min(WIDTH, DialogBox.room(screen));
        int lines = FileDialog.lines(state.size());
        int wanted = dialog.text().value().filter(FileText::text).map(text -> Math.min(lines, text.lines().size()))
                .orElseGet(() -> dialog.text().failure().map(why -> Paragraphs.failure(why, Math.max(1, width), look)
                        .size()).orElse(Math.min(lines, FEW_LINES)));
        String note = dialog.text().value().map(text -> HumanSize.inList(text.size())).orElse("");
        String path = CellText.truncateLeft(CellText.sanitize(dialog.path()), Math.max(8, width - 12));
        Area area = DialogBox.draw(screen, path, note, width, Math.max(1, wanted), dialog.hints(), look);
        if (dialog.text().failure().isPresent()) {
            Paragraphs.write(dialog.text().failure().get(), area, look);
        } else if (dialog.text().value().isEmpty()) {
            area.text(0, 0, look.say("file.reading"), look.theme().dim());
        } else {
            content(dialog, dialog.text().value().get(), area, look);
        }
    }

    private static void content(FileDialog dialog, FileText text, Area area, Look look) {
        if (!text.text()) {
            Paragraphs.write(look.say("file.no-text", look.say(text.type()), HumanSize.inList(text.size())), area, 0,
                    look.theme().text());
            return;
        }
        for (int y = 0; y < area.height() && dialog.top() + y < text.lines().size(); y++) {
            String line = CellText.sanitize(text.lines().get(dialog.top() + y));
            int from = Math.min(dialog.left(), line.length());
            area.text(0, y, area.width(), line.substring(from), look.theme().text());
        }
        boolean end = dialog.top() + area.height() >= text.lines().size();
        if (end && text.shown() < text.size()) {
            area.sub(0, area.height() - 1, area.width(), 1).clear();
            area.text(0, area.height() - 1, area.width(), look.say("file.more", HumanSize.inList(text.shown())),
                    look.theme().warning());
        }
    }
}
