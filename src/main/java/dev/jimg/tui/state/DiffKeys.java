package dev.jimg.tui.state;

import dev.jimg.files.FileStatus;
import dev.jimg.files.TreeDiff;

/** The keys of the files in a comparison: those of the Files tab, as far as they mean something here. */
final class DiffKeys {

    private DiffKeys() {}

    static Update perform(AppState state, DiffDialog dialog, String key) {
        DiffFiles files = dialog.files();
        if (files.tree().value().isEmpty()) {
            boolean begins = key.equals("enter") && !files.tree().loading() && dialog.diff().value().isPresent();
            return begins ? read(state, dialog) : Update.of(state);
        }
        TreeShape shape = files.shape();
        return switch (key) {
            case "/" -> Update.of(state.replace(dialog.withFiles(files.withSearch(files.search(), true))));
            case "enter", "space" -> fold(state, dialog);
            case "right", "l" -> into(state, dialog);
            case "left", "h" -> out(state, dialog);
            case "t" -> arrange(state, dialog, shape.withLayerOnly(!shape.layerOnly()));
            case "a" -> arrange(state, dialog, shape.toggle(FileStatus.ADDED));
            case "r" -> arrange(state, dialog, shape.toggle(FileStatus.REMOVED));
            case "m" -> arrange(state, dialog, shape.toggle(FileStatus.CHANGED));
            case "S" -> arrange(state, dialog, shape.sorted(true));
            case "N" -> arrange(state, dialog, shape.sorted(false));
            default -> Update.of(files.cursor().on(key, files.rows().count(), DiffDialog.lines(state.size()))
                    .map(moved -> state.replace(dialog.withFiles(files.withCursor(moved)))).orElse(state));
        };
    }

    static Update type(AppState state, DiffDialog dialog, String key) {
        DiffFiles files = dialog.files();
        return switch (key) {
            case "enter" -> Update.of(state.replace(dialog.withFiles(files.withSearch(files.search(), false))));
            case "esc" -> searched(state, dialog, LineEdit.EMPTY, false);
            default -> searched(state, dialog, files.search().key(key), true);
        };
    }

    static Update searched(AppState state, DiffDialog dialog, LineEdit search, boolean typing) {
        DiffDialog next = dialog.withFiles(dialog.files().withSearch(search, typing));
        String wanted = next.files().wanted();
        return wanted.equals(next.files().shape().search()) ? Update.of(state.replace(next))
                : arrange(state, next, next.files().shape().withSearch(wanted));
    }

    /** Reads the layers of both and compares what they show. */
    static Update read(AppState state, DiffDialog dialog) {
        long request = state.nextId();
        return Update.of(state.withLastId(request).replace(dialog.withFiles(dialog.files().asking(request))),
                new Effect.CompareFiles(request, dialog.diff().value().orElseThrow()));
    }

    private static Update fold(AppState state, DiffDialog dialog) {
        DiffFiles files = dialog.files();
        if (files.selected().isEmpty()) {
            return Update.of(state);
        }
        int node = files.selected().getAsInt();
        TreeDiff tree = files.tree().value().orElseThrow();
        if (tree.isDirectory(node)) {
            return set(state, dialog, node, !files.isOpen(node));
        }
        return tree.parent(node) == 0 ? Update.of(state) : set(state, dialog, tree.parent(node), false);
    }

    private static Update into(AppState state, DiffDialog dialog) {
        DiffFiles files = dialog.files();
        boolean closed = files.selected().isPresent() && !files.isOpen(files.selected().getAsInt())
                && files.tree().value().orElseThrow().isDirectory(files.selected().getAsInt());
        return closed ? set(state, dialog, files.selected().getAsInt(), true) : perform(state, dialog, "down");
    }

    private static Update out(AppState state, DiffDialog dialog) {
        DiffFiles files = dialog.files();
        if (files.selected().isEmpty()) {
            return Update.of(state);
        }
        int node = files.selected().getAsInt();
        TreeDiff tree = files.tree().value().orElseThrow();
        if (tree.isDirectory(node) && files.isOpen(node)) {
            return set(state, dialog, node, false);
        }
        int row = tree.parent(node) == 0 ? files.cursor().index() : files.rows().indexOf(tree.parent(node));
        return Update.of(state.replace(dialog.withFiles(files.withCursor(
                files.cursor().to(Math.max(0, row), files.rows().count(), DiffDialog.lines(state.size()))))));
    }

    private static Update set(AppState state, DiffDialog dialog, int node, boolean open) {
        return arrange(state, dialog, dialog.files().shape().toggle(node, open));
    }

    /** Finds the rows for another shape: at once where that is quick, else by a worker while the old ones stay. */
    private static Update arrange(AppState state, DiffDialog dialog, TreeShape shape) {
        DiffFiles files = dialog.files();
        TreeDiff tree = files.tree().value().orElseThrow();
        if (files.quick(shape)) {
            return Update.of(state.replace(dialog.withFiles(files.withShape(shape, 0)
                    .arranged(FileRows.of(tree, shape), DiffDialog.lines(state.size())))));
        }
        long request = state.nextId();
        return Update.of(state.withLastId(request).replace(dialog.withFiles(files.withShape(shape, request))),
                new Effect.ArrangeFiles(request, tree, shape));
    }
}
