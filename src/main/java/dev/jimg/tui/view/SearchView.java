package dev.jimg.tui.view;

import dev.jimg.service.SearchResult;
import dev.jimg.service.SearchResult.Hit;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.SearchPane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.ArrayList;
import java.util.List;

/** The search pane. */
final class SearchView {

    private static final int STARS_CELLS = 5;
    private static final int MIN_NAME = 12;
    private static final String HUB = "Docker Hub";
    /** Fewer cells tell nothing; the whole name is worth more. */
    private static final int MIN_DESCRIPTION = 18;

    private SearchView() {}

    static void draw(AppState state, Area area, Look look) {
        Area inner = frame(state, area, look);
        SearchPane pane = state.search();
        Area body = inner.sub(1, 0, inner.width() - 2, inner.height());
        if (!pane.shown().isEmpty()) {
            table(state, body, look);
            Scrollbar.draw(area, 2, body.height() - 1, pane.cursor().top(), pane.shown().size(), look.theme().accent());
        } else {
            words(pane, state.focus() == Pane.SEARCH, inner, look);
        }
    }

    private static Area frame(AppState state, Area area, Look look) {
        SearchPane pane = state.search();
        String plain = look.say("pane.search");
        String sourced = pane.source().isEmpty() ? plain : plain + "  " + pane.source();
        if (pane.typing()) {
            Area inner = PaneFrame.draw(Pane.SEARCH, state, area, plain, "", look);
            EdgeInput.draw(pane.query(), area.sub(0, 0, area.width() - 2, 1), CellText.width(plain) + 7, look);
            return inner;
        }
        String full = note(pane, look, true);
        String plainNote = fits(sourced, full, area) ? full : note(pane, look, false);
        String left = pane.source().equals(HUB) ? Allowance.hub(state, look) : "";
        String both = left.isEmpty() || plainNote.isEmpty() ? plainNote : plainNote + " · " + left;
        String note = fits(sourced, both, area) ? both : plainNote;
        return PaneFrame.draw(Pane.SEARCH, state, area, fits(sourced, note, area) ? sourced : plain, note, look);
    }

    private static boolean fits(String title, String note, Area area) {
        return CellText.width(title) + CellText.width(note) + 10 <= area.width();
    }

    private static String note(SearchPane pane, Look look, boolean full) {
        if (pane.result().loading()) {
            return look.say("search.loading");
        }
        if (pane.result().value().isEmpty()) {
            return "";
        }
        SearchResult result = pane.result().value().get();
        List<String> parts = new ArrayList<>();
        if (full) {
            parts.add(pane.searched());
            if (pane.officialOnly()) {
                parts.add(look.say("search.official"));
            }
            if (pane.byStars()) {
                parts.add(look.say("search.by-stars"));
            }
        }
        parts.add(look.say(result.complete() || pane.officialOnly() ? "search.found" : "search.found-first",
                pane.shown().size()));
        return String.join(" · ", parts);
    }

    private static void table(AppState state, Area body, Look look) {
        List<Hit> hits = state.search().shown();
        int longest = MIN_NAME;
        boolean starred = false;
        boolean described = false;
        for (Hit hit : hits) {
            longest = Math.max(longest, CellText.width(hit.name()));
            starred |= hit.stars() >= 0;
            described |= !hit.description().isBlank();
        }
        // A registry's catalogue has names and nothing else; no empty columns for it.
        Columns columns = starred || described
                ? Columns.fit(body.width(), Column.gutter(1),
                        Column.text(look.say("column.name"), MIN_NAME, 3, 0).upTo(longest),
                        Column.number(look.say("column.stars"), STARS_CELLS, 2), Column.fixed("✓", 1, 1),
                        Column.text(look.say("column.description"), MIN_DESCRIPTION, 4, Column.EXTRA))
                : Columns.fit(body.width(), Column.gutter(1), Column.text(look.say("column.name"), MIN_NAME, 1, 0));
        new Table(body, columns, state.focus() == Pane.SEARCH, look).draw(hits.size(), state.search().cursor(),
                (index, line) -> row(hits.get(index), columns, line, look));
    }

    private static void row(Hit hit, Columns columns, Table.Line line, Look look) {
        line.cell(0, line.current() ? "▸" : "", look.theme().accent());
        line.cell(1, hit.name(), look.theme().text());
        if (columns.columns().size() > 2) {
            line.cell(2, hit.stars() < 0 ? "" : Amounts.stars(hit.stars()), look.theme().text());
            line.cell(3, hit.official() ? "✓" : "", look.theme().good());
            line.cell(4, hit.description(), look.theme().dim());
        }
    }

    /** Where there is nothing to list: why, and what to do. */
    private static void words(SearchPane pane, boolean focused, Area inner, Look look) {
        Area body = inner.sub(1, 0, inner.width() - 2, inner.height());
        if (pane.result().loading()) {
            Paragraphs.write(look.say("search.looking-for", pane.searched()), body, 0, look.theme().dim());
        } else if (pane.result().failure().isPresent()) {
            Paragraphs.failed(pane.result().failure().get(), look.say("search.teach-registry"), inner, look);
        } else if (pane.result().value().isEmpty()) {
            Paragraphs.key(focused ? "/" : "2 /", look.say("search.teach"), body, 0, look);
            registry(body, 2, look);
        } else if (pane.officialOnly() && !pane.result().value().get().hits().isEmpty()) {
            Paragraphs.write(look.say("search.none-official", pane.searched()), body, 0, look.theme().text());
        } else {
            int next = Paragraphs.write(look.say("search.none", pane.searched(), pane.source()), body, 0,
                    look.theme().text());
            registry(body, next + 1, look);
        }
    }

    private static void registry(Area body, int y, Look look) {
        Paragraphs.write(look.say("search.teach-registry"), body, y, look.theme().dim());
    }
}
