package dev.jimg.tui.state;

import dev.jimg.files.FileStatus;
import dev.jimg.files.FileTree;

/** The keys of the tree in the Files tab. */
final class FilesKeys {

    private FilesKeys() {}

    static Update perform(AppState state, Action action) {
        TreeShape shape = state.detail().files().shape();
        return switch (action) {
            case FOLD -> fold(state);
            case INTO -> into(state);
            case OUT -> out(state);
            case LAYER_TREE -> FilesLogic.arrange(state, shape.withLayerOnly(!shape.layerOnly()));
            case SHOW_ADDED -> FilesLogic.toggle(state, FileStatus.ADDED);
            case SHOW_REMOVED -> FilesLogic.toggle(state, FileStatus.REMOVED);
            case SHOW_CHANGED -> FilesLogic.toggle(state, FileStatus.CHANGED);
            case SORT_SIZE -> FilesLogic.arrange(state, shape.sorted(true));
            case SORT_NAME -> FilesLogic.arrange(state, shape.sorted(false));
            default -> Update.of(state);
        };
    }

    /** A directory opens or closes, a file is looked into. */
    static Update open(AppState state) {
        FilesTab tab = state.detail().files();
        FilesModel model = tab.model().value().orElseThrow();
        int node = tab.selected().getAsInt();
        if (model.tree().isDirectory(node)) {
            return set(state, node, !tab.isOpen(node));
        }
        return FilesLogic.viewable(model, node) ? FileDialog.open(state, tab, node)
                : Update.of(state.say(Notice.Severity.INFO, Text.of("files.no-content")));
    }

    /** Closes the directory under the cursor, or the one around it; opens a closed one. */
    private static Update fold(AppState state) {
        FilesTab tab = state.detail().files();
        FileTree tree = tab.model().value().orElseThrow().tree();
        int node = tab.selected().getAsInt();
        if (tree.isDirectory(node)) {
            return set(state, node, !tab.isOpen(node));
        }
        return tree.parent(node) == 0 ? Update.of(state) : set(state, tree.parent(node), false);
    }

    private static Update into(AppState state) {
        FilesTab tab = state.detail().files();
        int node = tab.selected().getAsInt();
        boolean closed = tab.model().value().orElseThrow().tree().isDirectory(node) && !tab.isOpen(node);
        return closed ? set(state, node, true) : FilesLogic.move(state, Action.DOWN);
    }

    private static Update out(AppState state) {
        FilesTab tab = state.detail().files();
        FileTree tree = tab.model().value().orElseThrow().tree();
        int node = tab.selected().getAsInt();
        if (tree.isDirectory(node) && tab.isOpen(node)) {
            return set(state, node, false);
        }
        int row = tree.parent(node) == 0 ? tab.cursor().index() : tab.rows().indexOf(tree.parent(node));
        return Update.of(FilesLogic.with(state, tab.withCursor(tab.cursor().to(Math.max(0, row), tab.rows().count(),
                FilesLogic.height(state))).held()));
    }

    private static Update set(AppState state, int node, boolean open) {
        FilesTab tab = state.detail().files();
        return FilesLogic.arrange(FilesLogic.with(state, tab.held()), tab.shape().toggle(node, open));
    }
}
