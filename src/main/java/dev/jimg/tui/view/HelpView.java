package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Binding;
import dev.jimg.tui.state.Context;
import dev.jimg.tui.state.HelpDialog;
import dev.jimg.tui.state.KeyMap;
import dev.jimg.tui.state.Mark;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** All keys and the marks, in one column or two. */
final class HelpView {

    private static final int WIDE = 110;
    private static final int NARROW = 60;

    private HelpView() {}

    /** A line: a title, a binding, or, without both, a gap between groups. */
    private record Line(String title, String keys, String label) {
        static final Line GAP = new Line("", "", "");
    }

    static void draw(HelpDialog dialog, AppState state, Area screen, Look look) {
        int columns = HelpDialog.columns(state.size());
        Area area = DialogBox.draw(screen, look.say("help.title"), columns == 2 ? WIDE : NARROW,
                screen.height(), List.of(), look);
        boolean filtered = dialog.typing() || !dialog.filter().text().isEmpty();
        Area body = filtered ? area.sub(0, 0, area.width(), area.height() - 1) : area;
        List<List<Line>> groups = groups(dialog, state, look);
        if (groups.isEmpty()) {
            Paragraphs.alone(look.say("help.nothing"), body, look);
        }
        int left = columns == 1 ? groups.size() : HelpDialog.leftGroups(groups.stream().map(List::size).toList());
        List<Line> first = lines(groups.subList(0, left));
        List<Line> second = lines(groups.subList(left, groups.size()));
        int most = Math.max(first.size(), second.size());
        int top = Math.max(0, Math.min(dialog.top(), most - body.height()));
        int half = columns == 1 ? body.width() : (body.width() - 3) / 2;
        column(first, top, body.sub(0, 0, half, body.height()), look);
        column(second, top, body.sub(half + 3, 0, half, body.height()), look);
        Area frame = screen.sub(area.left() - 2, area.top() - 1, area.width() + 4, area.height() + 2);
        Scrollbar.draw(frame, 1, body.height(), top, most, look.theme().focusedFrame());
        if (filtered) {
            Area line = area.sub(0, area.height() - 1, area.width(), 1);
            line.text(0, 0, "/", look.theme().accent());
            InputLine.draw(dialog.filter(), line.sub(1, 0, line.width() - 1, 1), dialog.typing(), look.theme().text());
        }
    }

    private static List<List<Line>> groups(HelpDialog dialog, AppState state, Look look) {
        List<List<Line>> groups = new ArrayList<>();
        String wanted = dialog.filter().text().strip().toLowerCase(Locale.ROOT);
        for (Context context : dialog.order()) {
            List<Line> group = new ArrayList<>();
            for (Binding binding : KeyMap.all(state)) {
                if (binding.where() == context) {
                    Line line = new Line("", keys(binding), look.say(binding.label()));
                    String text = (line.keys() + " " + line.label()).toLowerCase(Locale.ROOT);
                    if (text.contains(wanted)) {
                        group.add(line);
                    }
                }
            }
            if (!group.isEmpty()) {
                group.add(0, new Line(KeyTable.title(context, look.messages()), "", ""));
                groups.add(group);
            }
            if (context == dialog.order().get(0)) {
                marks(wanted, look).ifPresent(groups::add);
            }
        }
        String dialogs = look.say("help.dialog-keys");
        if (dialogs.toLowerCase(Locale.ROOT).contains(wanted)) {
            groups.add(List.of(new Line(look.say("help.dialogs"), "", ""), new Line(dialogs, "", "")));
        }
        return groups;
    }

    private static Optional<List<Line>> marks(String wanted, Look look) {
        List<Line> group = new ArrayList<>(List.of(new Line(look.say("help.marks"), "", "")));
        for (Mark mark : Mark.values()) {
            Line line = new Line("", mark.glyph(), look.say(mark.meaning()));
            if ((line.keys() + " " + line.label()).toLowerCase(Locale.ROOT).contains(wanted)) {
                group.add(line);
            }
        }
        return Optional.of(group).filter(found -> found.size() > 1);
    }

    private static List<Line> lines(List<List<Line>> groups) {
        List<Line> lines = new ArrayList<>();
        for (List<Line> group : groups) {
            if (!lines.isEmpty()) {
                lines.add(Line.GAP);
            }
            lines.addAll(group);
        }
        return lines;
    }

    private static void column(List<Line> lines, int top, Area area, Look look) {
        int keys = lines.stream().mapToInt(line -> CellText.width(line.keys())).max().orElse(0);
        keys = Math.min(keys, area.width() / 2);
        for (int y = 0; y < area.height() && top + y < lines.size(); y++) {
            Line line = lines.get(top + y);
            area.text(0, y, area.width(), line.title(), look.theme().strong());
            area.text(0, y, keys, line.keys(), look.theme().accent());
            area.text(keys + 2, y, Math.max(0, area.width() - keys - 2), line.label(), look.theme().text());
        }
    }

    private static String keys(Binding binding) {
        return binding.keys().stream().map(KeyName::of).collect(Collectors.joining(" "));
    }
}
