package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Dialog;
import dev.jimg.tui.state.Hint;
import dev.jimg.tui.state.KeyMap;
import dev.jimg.tui.state.Notice;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last line: what was said last, else what the keys do on what is selected. */
final class StatusBar {

    private StatusBar() {}

    static void draw(AppState state, Area area, Look look) {
        Optional<Notice> notice = state.notice();
        if (notice.isPresent()) {
            area.text(1, 0, area.width() - 2, look.say(notice.get().text()), style(notice.get(), look));
            return;
        }
        int x = 1;
        for (Hint hint : hints(state)) {
            String label = look.say(hint.label());
            int width = CellText.width(hint.key()) + 1 + CellText.width(label);
            if (x + width > area.width() - 1) {
                break;
            }
            x = area.text(x, 0, hint.key(), look.theme().accent());
            x = area.text(x + 1, 0, label, look.theme().text()) + 2;
        }
    }

    private static List<Hint> hints(AppState state) {
        Optional<Dialog> dialog = state.dialog();
        if (dialog.isPresent()) {
            return dialog.get().hints();
        }
        List<Hint> hints = new ArrayList<>();
        for (Binding binding : KeyMap.available(state)) {
            if (binding.hinted()) {
                hints.add(binding.hint());
            }
        }
        return hints;
    }

    private static Style style(Notice notice, Look look) {
        return switch (notice.severity()) {
            case INFO -> look.theme().text();
            case DONE -> look.theme().good();
            case ERROR -> look.theme().error();
        };
    }
}
