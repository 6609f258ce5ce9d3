package dev.jimg.tui.view;

import dev.jimg.files.FileAspect;
import dev.jimg.files.FileKind;
import dev.jimg.files.FileStatus;
import dev.jimg.files.TreeDiff;
import dev.jimg.service.diff.ImageDiff;
import dev.jimg.service.diff.ImageOutline;
import dev.jimg.service.diff.LayerOutline;
import dev.jimg.service.files.RemoteContents.RemoteLayer;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.DiffFiles;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import dev.jimg.tui.term.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The files in which two images differ, as a tree. */
final class DiffFilesView {

    private static final int MARK = 0;
    private static final int CHANGE = 1;
    private static final int NAME = 2;

    private DiffFilesView() {}

    static void draw(DiffFiles files, ImageDiff diff, Area list, Area below, Look look) {
        if (files.tree().loading()) {
            // Of images that are compared no engine tells how long it prepares them.
            ReadingView.draw(files.progress(), 0, list, look);
        } else if (files.tree().failure().isPresent()) {
            Paragraphs.write(files.tree().failure().get(), list, look);
        } else if (files.tree().value().isEmpty()) {
            unread(diff, list, look);
        } else {
            tree(files, files.tree().value().get(), list, below, look);
        }
    }

    /** Both images may have to be read whole, or fetched. */
    private static void unread(ImageDiff diff, Area area, Look look) {
        int y = Paragraphs.write(look.say("diff.unread"), area, 0, look.theme().text());
        Paragraphs.key("Enter", look.say("files.read", HumanSize.inList(bytes(diff.left()) + bytes(diff.right()))), area,
                y + (area.height() > 4 ? 1 : 0), look);
    }

    private static long bytes(ImageOutline image) {
        return image.remote().map(remote -> remote.layers().stream().filter(layer -> !layer.known())
                        .map(RemoteLayer::layer).mapToLong(layer -> layer.blob().size()).sum())
                .orElseGet(() -> image.layers().stream().mapToLong(LayerOutline::size).sum());
    }

    private static void tree(DiffFiles files, TreeDiff tree, Area list, Area below, Look look) {
        if (files.rows().count() == 0) {
            String why = files.arranging() != 0 ? "" : !files.shape().search().isEmpty()
                    ? look.say("files.none-found", files.search().text())
                    : look.say(tree.same() ? "diff.no-files" : "diff.none-shown");
            Paragraphs.write(why, list, 0, look.theme().dim());
        } else {
            Columns columns = Columns.fit(list.width(), Column.gutter(1), Column.number(" ", 8, 0),
                    Column.text(" ", 20, 1, 0));
            new Table(list, columns, true, look).rows(list, files.rows().count(), files.cursor(),
                    (index, line) -> row(files, tree, files.rows().nodes()[index], line, look));
        }
        if (below.height() > 1) {
            Rule.draw(below, 0, filters(files, tree, look), look);
            files.selected().ifPresent(node -> Paragraphs.write(Modes.text("/" + tree.path(node)) + "  "
                    + String.join(", ", facts(tree, node, look)), below, 1, look.theme().dim()));
        }
        if (files.typing()) {
            Area line = below.height() > 1 ? below.sub(0, below.height() - 1, below.width(), 1)
                    : list.sub(0, list.height() - 1, list.width(), 1);
            line.clear();
            EdgeInput.draw(files.search(), line, 0, look);
        }
    }

    /** What is hidden stands in brackets. */
    private static String filters(DiffFiles files, TreeDiff tree, Look look) {
        StringBuilder text = new StringBuilder();
        for (FileStatus status : new FileStatus[] {FileStatus.ADDED, FileStatus.REMOVED, FileStatus.CHANGED}) {
            String count = DiffView.mark(status) + tree.files(status);
            text.append(files.shows(status) ? count : "(" + count + ")").append("  ");
        }
        return text + look.say((files.shape().bySize() ? "diff.by-change" : "diff.by-name")
                + (files.shape().order().reversed() ? "-reversed" : ""))
                + (files.search().text().isEmpty() ? "" : "  /" + files.search().text());
    }

    private static void row(DiffFiles files, TreeDiff tree, int node, Table.Line line, Look look) {
        FileStatus status = tree.status(node);
        boolean directory = tree.isDirectory(node);
        boolean around = status == FileStatus.UNCHANGED && tree.has(node, ~FileStatus.UNCHANGED.bit());
        Style style = status == FileStatus.UNCHANGED ? look.theme().text() : DiffView.style(status, look);
        // Of a directory in which something differs, the quiet form of the mark.
        line.cell(MARK, around ? "~" : status == FileStatus.UNCHANGED ? "" : DiffView.mark(status),
                around ? look.theme().dim() : style);
        long change = tree.change(node);
        line.cell(CHANGE, change == 0 ? "·" : DiffView.signed(change), change == 0 ? look.theme().dim() : look.theme().text());
        int indent = Math.min(2 * (tree.depth(node) - 1), line.width(NAME) / 2);
        if (directory) {
            line.over(NAME, indent, files.isOpen(node) ? "▾" : "▸", look.theme().dim());
        }
        int x = indent + 2;
        String cut = CellText.truncate(CellText.sanitize(tree.name(node)) + (directory ? "/" : ""),
                Math.max(1, line.width(NAME) - x));
        line.over(NAME, x, cut, directory && status == FileStatus.UNCHANGED ? look.theme().accent() : style);
        int after = x + CellText.width(cut) + 2;
        int room = line.width(NAME) - after;
        if (status == FileStatus.CHANGED && room > 3) {
            line.over(NAME, after, CellText.truncate(String.join(", ", facts(tree, node, look)), room), look.theme().dim());
        }
    }

    /** In what it differs, in words. */
    private static List<String> facts(TreeDiff tree, int node, Look look) {
        List<String> facts = new ArrayList<>();
        for (FileAspect aspect : tree.aspects(node)) {
            facts.add(look.say("aspect." + aspect.name().toLowerCase(Locale.ROOT)) + switch (aspect) {
                case CONTENT -> tree.leftSize(node) == tree.rightSize(node) ? ""
                        : " " + HumanSize.inList(tree.leftSize(node)) + " → " + HumanSize.inList(tree.rightSize(node));
                case MODE -> " " + Integer.toOctalString(tree.modeBefore(node)) + " → "
                        + Integer.toOctalString(tree.mode(node));
                case OWNER -> " " + tree.ownerBefore(node) + " → " + tree.owner(node);
                case LINK -> tree.link(node).map(target -> " → " + CellText.sanitize(Modes.text(target))).orElse("");
                case KIND, ATTRIBUTES -> "";
            });
        }
        if (facts.isEmpty()) {
            long size = tree.status(node) == FileStatus.REMOVED ? tree.leftSize(node) : tree.rightSize(node);
            facts.add(Modes.of(tree.kind(node), tree.mode(node)) + " " + tree.owner(node)
                    + (tree.kind(node) == FileKind.FILE ? " " + HumanSize.inList(size) : ""));
        }
        return facts;
    }
}
