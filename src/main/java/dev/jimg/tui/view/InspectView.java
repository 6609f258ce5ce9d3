package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.InspectShape;
import dev.jimg.tui.state.InspectTab;
import dev.jimg.tui.state.JsonFind;
import dev.jimg.tui.state.JsonLine;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Target;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.List;
import java.util.Locale;

/** The Inspect tab: the image's JSON as a tree. */
final class InspectView {

    private InspectView() {}

    /** @param framed the pane with its frame, where the scroll bar stands */
    static void draw(AppState state, Area framed, Area inner, Look look) {
        InspectTab tab = state.detail().inspect();
        boolean stale = !tab.subject().equals(tab.image());
        if (tab.image().isEmpty()) {
            Paragraphs.alone(DetailView.noImage(state, look), inner, look);
        } else if (tab.details().failure().isPresent() && (stale || tab.details().value().isEmpty())) {
            Paragraphs.failed(tab.details().failure().get(), inner, look);
        } else if (tab.subject().isEmpty()) {
            Paragraphs.alone(look.say("detail.loading"), inner, look);
        } else {
            content(state, tab, framed, inner, look);
        }
    }

    private static void content(AppState state, InspectTab tab, Area framed, Area inner, Look look) {
        InspectShape shape = InspectShape.of(inner.height(), tab.find().active());
        boolean focused = state.focus() == Pane.DETAIL;
        List<Integer> visible = tab.json().visible();
        for (int y = 0; y < shape.list() && tab.cursor().top() + y < visible.size(); y++) {
            int row = tab.cursor().top() + y;
            boolean current = row == tab.cursor().index();
            Area one = inner.sub(0, y, inner.width(), 1);
            one.target(new Target.Row(row - tab.cursor().index()));
            line(tab, visible.get(row), one, current, focused, look);
        }
        Scrollbar.draw(framed, 1, shape.list(), tab.cursor().top(), visible.size(),
                focused ? look.theme().focusedFrame() : look.theme().frame());
        if (shape.foot() > 0) {
            foot(tab, inner.sub(0, shape.list(), inner.width(), shape.foot()), look);
        }
        if (shape.find() > 0) {
            find(tab, inner.sub(1, inner.height() - 1, inner.width() - 2, 1), look);
        }
    }

    private static void line(InspectTab tab, int index, Area area, boolean current, boolean focused, Look look) {
        JsonLine line = tab.json().tree().line(index);
        boolean selected = current && focused;
        if (selected) {
            area.fill(look.theme().selected());
        }
        int x = 1 + 2 * line.depth();
        if (line.foldable()) {
            area.text(x, 0, tab.json().folded().contains(index) ? "▸" : "▾",
                    shown(look.theme().dim(), current, selected, look));
        }
        x += 2;
        boolean named = !line.element() || line.container();
        if (named) {
            x = area.text(x, 0, line.key(), shown(look.theme().accent(), current, selected, look)) + 2;
        }
        String value = CellText.sanitize(line.value());
        area.text(x, 0, Math.max(0, area.width() - 1 - x), value,
                shown(valueStyle(line, look), current, selected, look));
        if (!tab.find().text().text().isEmpty()) {
            String wanted = tab.find().text().text().toLowerCase(Locale.ROOT);
            if (named) {
                underline(line.key(), wanted, x - 2 - CellText.width(line.key()), area);
            }
            underline(line.container() ? "" : value, wanted, x, area.sub(0, 0, area.width() - 1, 1));
        }
    }

    private static Style shown(Style style, boolean current, boolean selected, Look look) {
        return selected ? look.theme().selected().with(style.attributes())
                : current ? style.with(look.theme().quietly().attributes()) : style;
    }

    private static Style valueStyle(JsonLine line, Look look) {
        return switch (line.kind()) {
            case STRING -> look.theme().text();
            case NUMBER -> look.theme().good();
            case WORD -> line.text().equals("null") ? look.theme().dim() : look.theme().good();
            case OBJECT, ARRAY -> look.theme().dim();
        };
    }

    /** Underlines what was looked for, where lower case keeps every character at its place. */
    private static void underline(String text, String wanted, int x, Area area) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            return;
        }
        for (int at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length())) {
            int from = x + CellText.width(text.substring(0, at));
            area.sub(from, 0, CellText.width(text.substring(at, at + wanted.length())), 1)
                    .shade(Style.UNDERLINE | Style.BOLD);
        }
    }

    /** The whole of the selected value, which its line may have had no room for. */
    private static void foot(InspectTab tab, Area area, Look look) {
        if (tab.selected().isEmpty()) {
            return;
        }
        int index = tab.json().visible().get(tab.cursor().index());
        Rule.draw(area, 0, tab.json().tree().path(index), look);
        JsonLine line = tab.selected().get();
        String text = line.foldable() ? look.count("inspect.members", line.children())
                : line.text().isEmpty() ? look.say("inspect.empty") : line.text();
        Area below = area.sub(1, 1, area.width() - 2, area.height() - 1);
        Paragraphs.draw(Paragraphs.wrap(text, Math.max(1, below.width()),
                line.text().isEmpty() ? look.theme().dim() : look.theme().text()), 0, below);
    }

    private static void find(InspectTab tab, Area area, Look look) {
        JsonFind find = tab.find();
        String count = "";
        if (!find.text().text().isEmpty()) {
            int here = find.matches().indexOf(tab.json().visible().isEmpty() ? -1
                    : tab.json().visible().get(tab.cursor().index()));
            count = find.matches().isEmpty() ? look.say("inspect.no-match")
                    : (here < 0 ? "–" : Integer.toString(here + 1)) + "/" + find.matches().size();
        }
        int end = area.textRight(area.width(), 0, count,
                find.matches().isEmpty() ? look.theme().warning() : look.theme().dim());
        area.text(0, 0, "/", look.theme().accent());
        InputLine.draw(find.text(), area.sub(1, 0, Math.max(0, end - 2), 1), find.typing(), look.theme().text());
    }
}
