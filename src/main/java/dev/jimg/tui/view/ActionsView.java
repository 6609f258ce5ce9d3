package dev.jimg.tui.view;

import dev.jimg.tui.state.ActionsDialog;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.ImageRow;
import dev.jimg.tui.state.ImagesPane;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.state.UsedByTab;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;

/** What can be done with the selected item, and why the rest cannot. */
final class ActionsView {

    private ActionsView() {}

    static void draw(ActionsDialog dialog, AppState state, Area screen, Look look) {
        int keys = 2;
        int labels = 0;
        int reasons = 0;
        for (Binding binding : dialog.bindings()) {
            keys = Math.max(keys, CellText.width(KeyName.of(binding.key())));
            labels = Math.max(labels, CellText.width(look.say(binding.label())));
            reasons = Math.max(reasons, CellText.width(reason(binding, state, look)));
        }
        int width = keys + 2 + labels + (reasons > 0 ? 2 + reasons : 0);
        Area area = DialogBox.draw(screen, title(dialog, state, look), Math.max(36, width),
                dialog.height(state.size()), dialog.hints(), look);
        for (int y = 0; y < area.height() && dialog.cursor().top() + y < dialog.bindings().size(); y++) {
            int index = dialog.cursor().top() + y;
            area.sub(0, y, area.width(), 1).target(new Target.Row(index - dialog.cursor().index()));
            line(dialog.bindings().get(index), index == dialog.cursor().index(), keys, labels, state,
                    area.sub(0, y, area.width(), 1), look);
        }
    }

    private static void line(Binding binding, boolean selected, int keys, int labels, AppState state, Area area,
            Look look) {
        String reason = reason(binding, state, look);
        Style text = selected ? look.theme().selected() : reason.isEmpty() ? look.theme().text() : look.theme().dim();
        if (selected) {
            area.fill(look.theme().selected());
        }
        area.text(0, 0, KeyName.of(binding.key()),
                selected || !reason.isEmpty() ? text : look.theme().accent());
        area.text(keys + 2, 0, Math.max(0, area.width() - keys - 2), look.say(binding.label()), text);
        int x = keys + 2 + labels + 2;
        area.text(x, 0, Math.max(0, area.width() - x), reason, text);
    }

    private static String reason(Binding binding, AppState state, Look look) {
        String key = binding.disabled().apply(state);
        return key.isEmpty() ? "" : look.say(key);
    }

    private static String title(ActionsDialog dialog, AppState state, Look look) {
        String item = switch (dialog.where()) {
            case IMAGES -> images(state.images(), look);
            case SEARCH -> state.search().selected().map(hit -> hit.name()).orElse("");
            case TAGS -> state.detail().tags().selected().orElse("");
            case USED_BY -> state.detail().usedBy().selected().map(UsedByTab::name).orElse("");
            case TRANSFERS -> state.transfers().selected().map(t -> t.job().name()).orElse("");
            default -> state.images().selected().map(ImageRow::name).orElse("");
        };
        return look.say("actions.title") + (item.isEmpty() ? "" : " · " + CellText.truncateMiddle(item, 40));
    }

    private static String images(ImagesPane pane, Look look) {
        return pane.marks().isEmpty() ? pane.selected().map(ImageRow::name).orElse("")
                : look.say("actions.marked", pane.chosen().size());
    }
}
