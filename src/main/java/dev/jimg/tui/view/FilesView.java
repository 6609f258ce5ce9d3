package dev.jimg.tui.view;

import dev.jimg.files.FileKind;
import dev.jimg.files.FileStatus;
import dev.jimg.files.FileTree;
import dev.jimg.service.Failure;
import dev.jimg.service.files.FilesProgress;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.FilesModel;
import dev.jimg.tui.state.FilesParts;
import dev.jimg.tui.state.FilesSource;
import dev.jimg.tui.state.FilesTab;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** The Files tab: what the layers of an image hold, as a tree. */
final class FilesView {

    private static final int MARK = 0;
    private static final int MODE = 1;
    private static final int OWNER = 2;
    private static final int SIZE = 3;
    private static final int NAME = 4;
    private static final int OWNER_CELLS = 11;
    private static final int ROOMY = 46;

    private FilesView() {}

    /** @param framed the pane with its frame, where the scroll bar stands */
    static void draw(AppState state, Area framed, Area inner, Look look) {
        FilesTab tab = state.detail().files();
        Area area = inner.sub(1, 0, inner.width() - 2, inner.height());
        if (tab.source().isEmpty()) {
            Paragraphs.alone(DetailView.noImage(state, look), inner, look);
        } else if (tab.busy() && tab.model().value().isEmpty()) {
            reading(tab, state.now(), area, look);
        } else if (tab.model().failure().isPresent()) {
            Paragraphs.failed(tab.model().failure().get(), inner, look);
        } else if (tab.model().value().isEmpty()) {
            unread(tab, area, look);
        } else {
            content(state, tab, framed, inner, look);
        }
    }

    private static void reading(FilesTab tab, Instant now, Area area, Look look) {
        area.text(0, 0, CellText.truncateMiddle(tab.source().orElseThrow().name(), area.width()), look.theme().strong());
        int y = area.height() > 4 ? 2 : 1;
        ReadingView.draw(tab.reading().progress(), tab.reading().seconds(now),
                area.sub(0, y, area.width(), Math.min(2, area.height() - y)), look);
        if (area.height() > y + 3) {
            Paragraphs.key("Esc", look.say("files.stop"), area, y + 3, look);
        }
    }

    /** What has not been read yet is read by a key: on an engine that takes the whole image. */
    private static void unread(FilesTab tab, Area area, Look look) {
        FilesSource source = tab.source().orElseThrow();
        area.text(0, 0, CellText.truncateMiddle(source.name(), area.width()), look.theme().strong());
        if (tab.model().loading()) {
            area.text(0, 1, look.say("detail.loading"), look.theme().dim());
            return;
        }
        int y = Paragraphs.write(look.say("files.unread"), area, area.height() > 4 ? 2 : 1, look.theme().text());
        long size = source instanceof FilesSource.Local local ? local.image().image().size()
                : ((FilesSource.Remote) source).image().layers().get(((FilesSource.Remote) source).layer()).layer().blob()
                        .size();
        Paragraphs.key("Enter", look.say("files.read", HumanSize.inList(size)), area, y + (area.height() > 6 ? 1 : 0),
                look);
    }

    private static void content(AppState state, FilesTab tab, Area framed, Area inner, Look look) {
        FilesModel model = tab.model().value().orElseThrow();
        Area area = inner.sub(1, 0, inner.width() - 2, inner.height());
        int header = FilesTab.header(inner.height());
        if (header > 0) {
            head(state, tab, model, area.sub(0, 0, area.width(), header), look);
        }
        Area below = area.sub(0, header, area.width(), area.height() - header);
        if (model.failure().isPresent()) {
            unreadable(tab, model.failure().get(), inner.sub(0, header, inner.width(), below.height()), look);
            return;
        }
        if (tab.rows().count() == 0) {
            Paragraphs.write(tab.arranging() != 0 ? "" : nothing(tab, model, look), below, 1, look.theme().dim());
            return;
        }
        table(state, tab, model, below, look);
        int heads = below.height() - FilesTab.listHeight(inner.height());
        Scrollbar.draw(framed, 1 + header + heads, below.height() - heads, tab.cursor().top(), tab.rows().count(),
                state.focus() == Pane.DETAIL ? look.theme().focusedFrame() : look.theme().frame());
    }

    /** While other layers are being read, nothing is read anew. */
    private static void unreadable(FilesTab tab, Failure failure, Area inner, Look look) {
        if (tab.busy()) {
            Paragraphs.write(failure, inner.sub(1, 0, inner.width() - 2, inner.height()), look);
        } else {
            Paragraphs.failed(failure, inner, look);
        }
    }

    /** Why there is no row. Of a layer that is not read it is not known yet what it changes. */
    private static String nothing(FilesTab tab, FilesModel model, Look look) {
        if (!tab.shape().search().isEmpty()) {
            return look.say("files.none-found", tab.search().text());
        }
        boolean changes = model.tree().has(0, ~FileStatus.UNCHANGED.bit());
        return look.say(changes || model.unread() > 0 ? "files.none" : "files.no-change");
    }

    private static void head(AppState state, FilesTab tab, FilesModel model, Area area, Look look) {
        Area first = area.sub(0, 0, area.width(), 1);
        String place = place(tab, model, area, state.now(), look);
        int start = tab.typing() ? area.width() : first.textRight(area.width(), 0, place, look.theme().dim());
        int end = first.text(0, 0, CellText.truncateMiddle(tab.source().get().name(), Math.max(0, start - 2)),
                look.theme().strong());
        if (tab.typing()) {
            EdgeInput.draw(tab.search(), first, Math.min(end + 3, area.width() / 2), look);
        }
        if (area.height() > 1) {
            area.text(0, 1, area.width(), model.together() ? look.say("files.together-note") : model.step(),
                    look.theme().dim());
            summary(tab, model, state.now(), area.sub(0, 2, area.width(), 1), look);
        }
    }

    /** What is shown of which layer; where one line must do while layers are being read, how far that is. */
    private static String place(FilesTab tab, FilesModel model, Area area, Instant now, Look look) {
        String where = where(tab, model, area.width() >= ROOMY, look);
        if (area.height() > 1 || model.failure().isPresent()) {
            return where;
        }
        if (!model.together()) {
            return soFar(tab, model, now, look).orElse(where);
        }
        return tab.reading().preparing() ? look.say("files.preview-preparing", tab.reading().seconds(now))
                : look.say("files.preview-reading", tab.reading().progress().map(FilesView::percent).orElse(0));
    }

    private static int percent(FilesProgress progress) {
        return progress.total() <= 0 ? 0 : (int) (progress.done() * 100 / progress.total());
    }

    /** How much is read, where that is not all of it: of one layer a part, else so many layers. */
    private static Optional<String> soFar(FilesTab tab, FilesModel model, Instant now, Look look) {
        if (model.unread() == 0) {
            return Optional.empty();
        }
        int count = model.count();
        Optional<FilesProgress> told = tab.reading().progress();
        if (tab.reading().preparing() && model.together()) {
            return Optional.of(look.say("files.preparing-layers", told.get().preparing(), tab.reading().seconds(now)));
        }
        Optional<FilesProgress> progress = told.filter(one -> count == 1 && one.total() > 0);
        return Optional.of(progress.map(one -> look.say("files.part-read", percent(one)))
                .orElseGet(() -> look.say("files.layers-read",
                        tab.reading().parts().map(FilesParts::read).orElse(count - model.unread()), count)));
    }

    private static String where(FilesTab tab, FilesModel model, boolean roomy, Look look) {
        if (model.together()) {
            return look.say(roomy ? "files.together" : "files.together-short");
        }
        int number = model.layer();
        int count = model.count();
        if (tab.source().orElseThrow() instanceof FilesSource.Remote remote) {
            number = remote.layer();
            count = remote.image().layers().size();
        }
        String layer = look.say(roomy ? "files.layer-of" : "files.layer-short", number + 1, count);
        return layer + " · " + look.say(tab.shape().layerOnly() ? "files.own-tree" : "files.merged-tree");
    }

    /** What the layer did, and what the image stores in vain. */
    private static void summary(FilesTab tab, FilesModel model, Instant now, Area area, Look look) {
        int end = model.together() || model.failure().isPresent() ? 0 : counts(tab, model, area, look);
        if (model.partial()) {
            end = area.text(end, 0, area.width() >= ROOMY ? look.say("files.partial") : "…", look.theme().dim()) + 2;
        }
        String right = !tab.shape().search().isEmpty() ? look.count("files.found", tab.rows().found())
                : soFar(tab, model, now, look).orElse(whole(model, area.width() - end, look));
        if (end + CellText.width(right) <= area.width()) {
            area.textRight(area.width(), 0, right, tab.shape().search().isEmpty() && model.waste().wasted() > 0
                    ? look.theme().text() : look.theme().dim());
        }
    }

    /** @return the column after them */
    private static int counts(FilesTab tab, FilesModel model, Area area, Look look) {
        int x = 0;
        for (FileStatus status : new FileStatus[] {FileStatus.ADDED, FileStatus.CHANGED, FileStatus.REMOVED}) {
            boolean shown = tab.shape().shows(status);
            String count = mark(status) + model.tree().files(status);
            x = area.text(x, 0, shown ? count : "(" + count + ")", shown ? style(status, look) : look.theme().dim()) + 2;
        }
        return x;
    }

    /** What the image stores in vain, as much of it as fits; while that is not known for good, why. */
    private static String whole(FilesModel model, int room, Look look) {
        if (!model.unreadable().isEmpty()) {
            return look.say("files.unreadable", model.unreadable().stream().map(layer -> String.valueOf(layer + 1))
                    .collect(Collectors.joining(", ")));
        }
        // Rounded down: a hundred percent is when nothing is wasted.
        int percent = (int) Math.floor(model.waste().efficiency() * 100);
        String all = look.say("files.waste", HumanSize.inList(model.waste().wasted()), percent);
        return CellText.width(all) <= room ? all : look.say("files.efficient", percent);
    }

    private static void table(AppState state, FilesTab tab, FilesModel model, Area area, Look look) {
        Columns columns = Columns.fit(area.width(), Column.gutter(1), Column.fixed(look.say("column.mode"), 10, 2),
                Column.fixed(look.say("column.owner"), OWNER_CELLS, Column.EXTRA),
                Column.number(look.say("column.size"), 7, 0), Column.text(look.say("column.name"), 20, 1, 0).wishing(36));
        Table table = new Table(area, columns, state.focus() == Pane.DETAIL, look);
        Table.Row row = (index, line) -> row(tab, model, tab.rows().nodes()[index], line, look);
        if (area.height() > FilesTab.listHeight(state.height(Pane.DETAIL))) {
            table.draw(tab.rows().count(), tab.cursor(), row);
        } else {
            table.rows(area, tab.rows().count(), tab.cursor(), row);
        }
    }

    private static void row(FilesTab tab, FilesModel model, int node, Table.Line line, Look look) {
        FileTree tree = model.tree();
        boolean own = tab.shape().layerOnly() && !model.together();
        // Of all layers together nothing tells which of them has it.
        FileStatus status = model.together() ? FileStatus.UNCHANGED : tree.status(node);
        boolean directory = tree.isDirectory(node);
        boolean around = directory && !model.together() && status == FileStatus.UNCHANGED
                && tree.has(node, ~FileStatus.UNCHANGED.bit());
        Style text = status == FileStatus.UNCHANGED || status == FileStatus.ADDED && own
                ? look.theme().text() : style(status, look);
        // Of a directory in which something changed, the quiet form of the mark.
        line.cell(MARK, around ? "~" : mark(status), around ? look.theme().dim() : style(status, look));
        line.cell(MODE, Modes.of(tree.kind(node), tree.mode(node)), look.theme().dim());
        line.cell(OWNER, tree.user(node) + ":" + tree.group(node), look.theme().dim());
        long size = own ? tree.own(node) : tree.total(node);
        line.cell(SIZE, HumanSize.inList(size), size > 0 ? look.theme().text() : look.theme().dim());
        int indent = Math.min(2 * (tree.depth(node) - 1), line.width(NAME) / 2);
        if (directory) {
            line.over(NAME, indent, tab.isOpen(node) ? "▾" : "▸", look.theme().dim());
        }
        String name = CellText.sanitize(tree.name(node)) + (directory ? "/" : "");
        int x = indent + 2;
        String cut = CellText.truncate(name, Math.max(1, line.width(NAME) - x));
        line.over(NAME, x, cut, directory && status == FileStatus.UNCHANGED ? look.theme().accent() : text);
        int after = x + CellText.width(cut);
        int room = line.width(NAME) - after - 3;
        if (room > 0) {
            tree.link(node).ifPresent(target -> line.over(NAME, after, CellText.truncate((tree.kind(node)
                    == FileKind.HARD_LINK ? " = /" : " → ") + CellText.sanitize(Modes.text(target)), room + 3),
                    look.theme().dim()));
        }
    }

    private static String mark(FileStatus status) {
        return switch (status) {
            case UNCHANGED -> "";
            case ADDED -> "+";
            case CHANGED -> "~";
            case REMOVED -> "-";
        };
    }

    private static Style style(FileStatus status, Look look) {
        return switch (status) {
            case UNCHANGED -> look.theme().dim();
            case ADDED -> look.theme().good();
            case CHANGED -> look.theme().warning();
            case REMOVED -> look.theme().error();
        };
    }
}
