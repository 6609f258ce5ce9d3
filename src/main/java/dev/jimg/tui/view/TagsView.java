package dev.jimg.tui.view;

import dev.jimg.oci.Platform;
import dev.jimg.service.RemoteImage;
import dev.jimg.service.TagList;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Mark;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.TagsTab;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.Optional;

/** The Tags tab: the tags of a repository in its registry, and below them what is known of the selected one. */
final class TagsView {

    private static final int PRESENCE_CELLS = 8;
    private static final int SIZE_CELLS = 7;

    private TagsView() {}

    /**
     * @param framed the detail pane with its frame
     * @param inner the inside of it
     */
    static void draw(AppState state, Area framed, Area inner, Look look) {
        TagsTab tab = state.detail().tags();
        Area body = inner.sub(1, 0, inner.width() - 2, inner.height());
        if (tab.repository().isEmpty()) {
            Paragraphs.alone(look.say("tags.teach"), inner, look);
            return;
        }
        head(state, body.sub(0, 0, body.width(), 1), look);
        Area rest = body.sub(0, 1, body.width(), body.height() - 1);
        if (tab.shown().isEmpty()) {
            words(tab, framed, rest, look);
            return;
        }
        int rows = 1 + TagsTab.listHeight(body.height());
        table(state, rest.sub(0, 0, rest.width(), rows), look);
        Scrollbar.draw(framed, 3, rows - 1, tab.cursor().top(), tab.shown().size(), look.theme().accent());
        if (TagsTab.showsFacts(body.height())) {
            TagFacts.draw(state, rest.sub(0, rows, rest.width(), TagsTab.FACTS), look);
        }
    }

    private static void head(AppState state, Area row, Look look) {
        TagsTab tab = state.detail().tags();
        String name = CellText.truncateLeft(tab.repository().orElseThrow().familiarName(), row.width());
        int end = row.text(0, 0, name, look.theme().strong());
        if (tab.typing()) {
            EdgeInput.draw(tab.filter(), row, Math.min(end + 3, row.width() / 2), look);
            return;
        }
        String counted = note(tab, look);
        String note = Allowance.beside(counted, state, tab.repository().orElseThrow(), row.width() - end - 2, look);
        if (end + 2 + CellText.width(note) <= row.width()) {
            row.textRight(row.width(), 0, note, look.theme().dim());
        }
    }

    private static String note(TagsTab tab, Look look) {
        Optional<TagList> list = tab.list().value();
        if (list.isEmpty()) {
            return "";
        }
        int all = list.get().tags().size();
        if (!tab.filter().text().isBlank()) {
            return "/" + tab.filter().text() + "  " + look.say("tags.some", tab.shown().size(), all);
        }
        return list.get().complete() ? look.count("tags.count", all) : look.say("tags.count-first", all);
    }

    private static void words(TagsTab tab, Area framed, Area area, Look look) {
        if (tab.list().failure().isPresent()) {
            // The failure stands where the other panes have theirs.
            Paragraphs.failed(tab.list().failure().get(), framed.inner().sub(0, 1, framed.width() - 2,
                    framed.height() - 3), look);
        } else if (tab.list().value().isEmpty()) {
            String registry = tab.repository().orElseThrow().domain();
            Paragraphs.write(look.say("tags.asking", registry), area, 1, look.theme().dim());
        } else if (tab.filter().text().isBlank()) {
            Paragraphs.write(look.say("tags.none"), area, 1, look.theme().text());
        } else {
            Paragraphs.write(look.say("tags.none-kept", tab.filter().text()), area, 1, look.theme().text());
        }
    }

    private static void table(AppState state, Area area, Look look) {
        TagsTab tab = state.detail().tags();
        Columns columns = Columns.fit(area.width(), Column.gutter(1),
                Column.text(look.say("column.tag"), 12, 1, 0),
                Column.fixed(look.say("column.local"), PRESENCE_CELLS, 1),
                Column.number(look.say("column.size"), SIZE_CELLS, 2),
                Column.fixed(look.say("column.created"), Ages.CELLS, 3));
        boolean focused = state.focus() == Pane.DETAIL;
        new Table(area, columns, focused, look).draw(tab.shown().size(), tab.cursor(),
                (index, line) -> row(state, tab.shown().get(index), line, look));
    }

    private static void row(AppState state, String tag, Table.Line line, Look look) {
        TagsTab tab = state.detail().tags();
        line.cell(0, line.current() ? "▸" : "", look.theme().accent());
        line.cell(1, tag, look.theme().text());
        switch (tab.presence(tag)) {
            case HERE -> line.cell(2, look.say("tags.here"), look.theme().good());
            case NEWER -> line.cell(2, Mark.NEWER.glyph() + " " + look.say("tags.newer"), look.theme().warning());
            case ABSENT -> { }
        }
        tab.image(tag).ifPresent(image -> {
            own(image).filter(variant -> variant.size() >= 0)
                    .ifPresent(variant -> line.cell(3, HumanSize.inList(variant.size()), look.theme().text()));
            image.created().ifPresent(when -> line.cell(4, Ages.ago(when, state.now(), look), look.theme().dim()));
        });
    }

    /** The variant that would run here, as far as the list of variants tells. */
    static Optional<RemoteImage.Variant> own(RemoteImage image) {
        if (image.variants().size() == 1) {
            return Optional.of(image.variants().get(0));
        }
        for (Platform platform : Platform.local().compatible()) {
            for (RemoteImage.Variant variant : image.variants()) {
                if (variant.platform().matches(platform)) {
                    return Optional.of(variant);
                }
            }
        }
        return Optional.empty();
    }
}
