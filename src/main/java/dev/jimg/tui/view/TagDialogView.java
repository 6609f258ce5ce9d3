package dev.jimg.tui.view;

import dev.jimg.oci.Reference;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.TagDialog;
import dev.jimg.tui.state.Text;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.Style;
import java.util.Optional;

/** The dialog that gives an image another name. */
final class TagDialogView {

    private static final int WIDTH = 64;
    private static final int HEIGHT = 5;

    private TagDialogView() {}

    static void draw(TagDialog dialog, AppState state, Area screen, Look look) {
        String title = look.say("tag.title", dialog.row().name());
        Area area = DialogBox.draw(screen, title, Math.min(WIDTH, DialogBox.room(screen)), HEIGHT, dialog.hints(),
                look);
        String word = word(dialog, look);
        int y = 0;
        if (area.height() >= 3 + Paragraphs.wrap(word, Math.max(1, area.width()), look.theme().text()).size()) {
            area.text(0, y, dialog.row().image().id().shortHex() + "  "
                    + HumanSize.inList(dialog.row().image().size()), look.theme().dim());
            y = 2;
        }
        int x = area.text(0, y, look.say("tag.as") + " ", look.theme().dim());
        boolean top = state.dialog().filter(dialog::equals).isPresent();
        InputLine.draw(dialog.line(), area.sub(x, y, area.width() - x, 1), top, look.theme().strong());
        Paragraphs.write(word, area, y + 1, style(dialog, look));
    }

    private static String word(TagDialog dialog, Look look) {
        if (dialog.line().suggested()) {
            return look.say("tag.type-a-name");
        }
        Optional<Text> problem = dialog.problem();
        if (problem.isPresent()) {
            return look.say(problem.get());
        }
        if (dialog.taken().isPresent()) {
            return look.say(dialog.leavesDangling() ? "tag.takes-last" : "tag.takes",
                    dialog.taken().get().image().id().shortHex());
        }
        return dialog.target().map(Reference::toString).orElse("");
    }

    private static Style style(TagDialog dialog, Look look) {
        boolean begun = !dialog.line().suggested() && !dialog.line().text().isBlank();
        boolean noted = dialog.taken().isPresent() || begun && dialog.problem().isPresent();
        return noted ? look.theme().warning() : look.theme().dim();
    }
}
