package dev.jimg.tui.view;

import dev.jimg.tui.state.Action;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Binding.Hinted;
import dev.jimg.tui.state.Hint;
import dev.jimg.tui.state.KeyMap;
import dev.jimg.tui.state.Notice;
import dev.jimg.tui.state.Radar;
import dev.jimg.tui.state.Reducer;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The last line: what was said last, else what the keys do on what is selected. An open dialog shows its keys itself,
 * so the line is left to what is said meanwhile.
 */
final class StatusBar {

    private static final int GAP = 2;

    private StatusBar() {}

    static void draw(AppState state, Area area, Look look) {
        if (state.notice().isPresent()) {
            notice(state.notice().get(), state, area, look);
        } else if (state.dialogs().isEmpty()) {
            hints(state, area, look);
        }
    }

    /** With the way to the whole story, where there is one or where the line is too short for what is said. */
    private static void notice(Notice notice, AppState state, Area area, Look look) {
        int end = area.width() - 1;
        if (notice.failure().isPresent() || CellText.width(CellText.sanitize(look.say(notice.text()))) > end - 1) {
            Hint more = new Hint(KeyMap.key(state, Action.LOG), "hint.more");
            end -= width(more, look);
            draw(more, end, area, look);
            end -= GAP;
        }
        area.text(1, 0, end - 1, OneLine.of(notice, end - 1, look), style(notice, look));
    }

    /** The most useful ones that fit, none of them cut; help keeps its place at the right end. */
    private static void hints(AppState state, Area area, Look look) {
        List<Hint> hints = Reducer.typing(state) ? typing(state) : available(state);
        int end = area.width() - 1;
        if (!Reducer.typing(state)) {
            Hint help = new Hint(KeyMap.key(state, Action.HELP), "action.help");
            end -= width(help, look);
            draw(help, end, area, look);
            end -= GAP;
            end = checking(state, end, area, look);
        }
        int x = 1;
        Set<String> shown = new HashSet<>();
        for (Hint hint : hints) {
            if (x + width(hint, look) <= end && shown.add(hint.key())) {
                x = draw(hint, x, area, look) + GAP;
            }
        }
    }

    /** That registries are being asked, and how far that is. @return where it begins */
    private static int checking(AppState state, int end, Area area, Look look) {
        if (state.radar().check().isEmpty()) {
            return end;
        }
        Radar.Check check = state.radar().check().get();
        Hint stop = new Hint("esc", "updates.stop");
        String words = look.say("updates.progress", check.done(), check.total());
        int start = end - width(stop, look) - 1 - CellText.width(words);
        if (start < area.width() / 2) {
            int alone = end - CellText.width(words);
            area.text(alone, 0, words, look.theme().dim());
            return alone - GAP;
        }
        int next = area.text(start, 0, words, look.theme().dim());
        draw(stop, next + 1, area, look);
        return start - GAP;
    }

    private static List<Hint> available(AppState state) {
        List<Hint> hints = new ArrayList<>();
        for (Hinted rank : new Hinted[] {Hinted.FIRST, Hinted.SPARE}) {
            for (Binding binding : KeyMap.available(state)) {
                if (binding.hinted() == rank && binding.action() != Action.HELP && !binding.keys().isEmpty()) {
                    hints.add(binding.hint());
                }
            }
        }
        return hints;
    }

    private static List<Hint> typing(AppState state) {
        return switch (state.focus()) {
            case IMAGES -> List.of(new Hint("enter", "hint.keep-filter"), new Hint("esc", "hint.clear"));
            case SEARCH -> List.of(new Hint("enter", "action.search"), new Hint("esc", "dialog.cancel"));
            default -> List.of(new Hint("enter", "hint.done"), new Hint("esc", "hint.clear"));
        };
    }

    private static int width(Hint hint, Look look) {
        return CellText.width(KeyName.of(hint.key())) + 1 + CellText.width(look.say(hint.label()));
    }

    private static int draw(Hint hint, int x, Area area, Look look) {
        area.sub(x, 0, width(hint, look), 1).target(new Target.Press(hint.key()));
        int after = area.text(x, 0, KeyName.of(hint.key()), look.theme().accent());
        return area.text(after + 1, 0, look.say(hint.label()), look.theme().text());
    }

    private static Style style(Notice notice, Look look) {
        return switch (notice.severity()) {
            case INFO -> look.theme().text();
            case DONE -> look.theme().good();
            case ERROR -> look.theme().error();
        };
    }
}
