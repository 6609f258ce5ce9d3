package dev.jimg.tui.state;

import dev.jimg.files.FileKind;
import dev.jimg.files.FileStatus;
import dev.jimg.files.FileTree;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What keys and answers do to the Files tab. To read layers takes its time, and an engine saves the whole image for it: so
 * moving about in the images only shows what is known, and reading begins by a key.
 */
final class FilesLogic {

    /** So many nodes are looked at well within a frame. */
    static final int QUICK = 20_000;

    private FilesLogic() {}

    /** Shows the files of the step that is selected in the Layers tab, and reads them if they are not known. */
    static Update open(AppState state) {
        Optional<ImageRow> image = state.images().selected();
        if (image.isEmpty()) {
            return Update.of(state);
        }
        LayersTab layers = state.detail().layers();
        boolean current = layers.subject().equals(image) && layers.selected().isPresent();
        AppState there = inFiles(state);
        return read(there, new FilesSource.Local(image.get()), current ? layers.cursor().index() : -1)
                .then(s -> AppLogic.focus(s, Pane.DETAIL));
    }

    /** Shows the files of one layer of an image in its registry. */
    static Update open(AppState state, FilesSource.Remote layer) {
        AppState there = inFiles(state);
        return read(there, layer, 0).then(s -> AppLogic.focus(s, Pane.DETAIL));
    }

    /** From another tab that has the keys, there is a way back to it; else the way leads back to the pane. */
    private static AppState inFiles(AppState state) {
        return state.withDetail(state.focus() == Pane.DETAIL ? state.detail().into(DetailTab.FILES)
                : state.detail().withTab(DetailTab.FILES));
    }

    static Update perform(AppState state, Action action) {
        FilesTab tab = state.detail().files();
        return switch (action) {
            case FILTER -> Update.of(with(state, tab.withSearch(tab.search(), true)));
            case LAYER_BELOW -> merge(state, -1);
            case LAYER_ABOVE -> merge(state, 1);
            case WASTE -> Update.of(state.open(WasteDialog.of(tab)));
            case OPEN -> tab.selected().isPresent() ? FilesKeys.open(state)
                    : tab.busy() ? Update.of(state) : read(state, tab.source().orElseThrow(), -1);
            default -> FilesKeys.perform(state, action);
        };
    }

    /** Reads them, whatever was being read before. */
    private static Update read(AppState state, FilesSource source, int step) {
        FilesTab tab = state.detail().files();
        List<Effect> effects = new ArrayList<>();
        if (tab.model().loading()) {
            effects.add(new Effect.Forget(tab.model().request()));
        }
        long request = state.nextId();
        effects.add(source instanceof FilesSource.Local local
                ? new Effect.ReadFiles(request, local.image().target(), false, step)
                : new Effect.ReadRemoteFiles(request, (FilesSource.Remote) source));
        FilesTab asked = (same(tab.source(), source) ? tab : tab.emptied()).asking(source, request, true);
        return new Update(with(state.withLastId(request), asked), effects);
    }

    private static Update merge(AppState state, int step) {
        FilesTab tab = state.detail().files();
        if (tab.busy() && tab.reading().parts().isPresent()) {
            return FilesGrowth.turn(state, tab, step);
        }
        FilesModel model = tab.model().value().orElseThrow();
        int layer = model.layer() + step;
        if (layer < 0 || layer >= model.count()) {
            return noLayer(state, step);
        }
        if (tab.model().loading()) {
            return Update.of(state);
        }
        long request = state.nextId();
        return Update.of(with(state.withLastId(request), tab.asking(tab.source().orElseThrow(), request, false)),
                new Effect.MergeFiles(request, model, layer));
    }

    static Update noLayer(AppState state, int step) {
        return Update.of(state.say(Notice.Severity.INFO, Text.of(step < 0 ? "files.lowest" : "files.topmost")));
    }

    static Update move(AppState state, Action action) {
        FilesTab tab = state.detail().files();
        int count = tab.rows().count();
        ListCursor cursor = Reducer.moved(tab.cursor(), action, count, height(state)).fit(count, height(state));
        // Nobody moves when only the room for it changes.
        return Update.of(with(state, action == Action.REPAINT ? tab.withCursor(cursor) : tab.withCursor(cursor).held()));
    }

    static Update type(AppState state, String key) {
        FilesTab tab = state.detail().files();
        return switch (key) {
            case "enter" -> Update.of(with(state, tab.withSearch(tab.search(), false)));
            case "esc", "ctrl+c" -> searched(state, LineEdit.EMPTY, false);
            case "up" -> move(state, Action.UP);
            case "down" -> move(state, Action.DOWN);
            default -> searched(state, tab.search().key(key), true);
        };
    }

    static Update paste(AppState state, String text) {
        return searched(state, state.detail().files().search().paste(text), true);
    }

    private static Update searched(AppState state, LineEdit search, boolean typing) {
        FilesTab tab = state.detail().files().withSearch(search, typing).held();
        String wanted = search.text().strip().toLowerCase(Locale.ROOT);
        return wanted.equals(tab.shape().search()) ? Update.of(with(state, tab))
                : arrange(with(state, tab), tab.shape().withSearch(wanted));
    }

    /** Stops the reading, else ends the search. Empty where there is neither. */
    static Optional<Update> back(AppState state) {
        FilesTab tab = state.detail().files();
        if (tab.busy()) {
            // Half of an image would look like the whole of it.
            FilesTab stopped = tab.model().value().filter(model -> model.unread() == 0).isEmpty() ? tab.emptied()
                    : tab.withModel(new Loadable<>(tab.model().value(), 0, Optional.empty()));
            return Optional.of(Update.of(with(state, stopped).say(Notice.Severity.INFO, Text.of("files.stopped")),
                    new Effect.Forget(tab.model().request())));
        }
        return tab.search().text().isEmpty() ? Optional.empty() : Optional.of(searched(state, LineEdit.EMPTY, false));
    }

    /** Turns to the selected image, unless another one's files are being read, or were opened from a registry. */
    static Update follow(AppState state, boolean anew) {
        FilesTab tab = state.detail().files();
        Optional<ImageRow> selected = state.images().selected();
        boolean remote = tab.source().filter(FilesSource.Remote.class::isInstance).isPresent();
        if (tab.busy() || remote && state.focus() != Pane.IMAGES) {
            return Update.of(state);
        }
        if (selected.isEmpty()) {
            return Update.of(with(state, FilesTab.EMPTY));
        }
        FilesSource source = new FilesSource.Local(selected.get());
        if (!anew && same(tab.source(), source)) {
            return Update.of(with(state, tab.withSource(source)));
        }
        long request = state.nextId();
        return Update.of(with(state.withLastId(request), tab.asking(source, request, false)),
                new Effect.ReadFiles(request, selected.get().target(), true, -1));
    }

    private static boolean same(Optional<FilesSource> one, FilesSource other) {
        if (one.isEmpty()) {
            return false;
        }
        return one.get() instanceof FilesSource.Local a && other instanceof FilesSource.Local b
                ? a.image().sameImage(b.image()) : one.get().equals(other);
    }

    static Update on(AppState state, Event event) {
        FilesTab tab = state.detail().files();
        if (event instanceof Event.FilesRead read && tab.model().awaits(read.request())) {
            return read.model().map(model -> FilesGrowth.whole(state, tab, model))
                    .orElseGet(() -> Update.of(with(state, tab.emptied())));
        }
        if (event instanceof Event.FilesMoved moved && tab.model().awaits(moved.request())) {
            return Update.of(with(state, tab.withReading(tab.reading().moved(moved.progress(), state.now()))));
        }
        if (event instanceof Event.FilesGrew grew && tab.model().awaits(grew.request())) {
            return FilesGrowth.grew(state, tab, grew.parts());
        }
        if (event instanceof Event.FilesMerged merged && tab.busy() && tab.reading().merging() == merged.request()) {
            return FilesGrowth.merged(state, tab, merged.model());
        }
        if (event instanceof Event.FilesArranged arranged && tab.arranging() == arranged.request()) {
            return Update.of(arranged(state, tab, arranged.rows()));
        }
        if (event instanceof Event.RequestFailed failed && tab.model().awaits(failed.request())) {
            FilesTab kept = tab.reading().underWay() ? tab : tab.emptied();
            return Update.of(with(state, kept.withModel(tab.model().fail(failed.request(), failed.failure())))
                    .say(failed.failure()));
        }
        return Update.of(state);
    }

    /** Of the same image, what was open and selected stays so; of another one, as much is open as there is room for. */
    static Update shown(AppState state, FilesTab before, FilesTab tab) {
        FilesModel now = tab.model().value().orElseThrow();
        FileTree tree = now.tree();
        // Who has not touched the preview of all layers holds nothing there, and nobody does where nothing can be read.
        Optional<FileTree> other = before.model().value()
                .filter(model -> model.unread() > 0 || model.sameLayers(now))
                .filter(model -> model.failure().isEmpty())
                .filter(model -> !model.together() || touched(state, before, model))
                .map(FilesModel::tree);
        if (other.isEmpty()) {
            return arrange(with(state, tab.withRows(FileRows.NONE, ListCursor.START)),
                    tab.shape().withOpen(opened(state, before, tab)));
        }
        OptionalInt node = before.selected().isEmpty() ? OptionalInt.empty()
                : nearest(tree, other.get().path(before.selected().getAsInt()));
        // As rows the one that is to be selected among those that are found.
        FileRows kept = node.isEmpty() ? FileRows.NONE : new FileRows(new int[] {node.getAsInt()}, 0);
        int line = before.cursor().index() - before.cursor().top();
        return arrange(with(state, tab.withRows(kept, ListCursor.START)), tab.shape().carriedOver(other.get(), tree))
                .then(next -> Update.of(before.cursor().top() == 0 ? next : onLine(next, line)));
    }

    /** As much as there is room for; what is open of a preview does not fold while that grows. */
    private static BitSet opened(AppState state, FilesTab before, FilesTab tab) {
        FilesModel now = tab.model().value().orElseThrow();
        BitSet open = now.seen(tab.shape()).opened(now.tree(), height(state)).open();
        before.model().value().filter(model -> model.together() && now.together())
                .ifPresent(model -> open.or(before.shape().carriedOver(model.tree(), now.tree()).open()));
        return open;
    }

    /** Whether somebody has moved in a tree, or opened or closed something of it, since it was opened. */
    private static boolean touched(AppState state, FilesTab tab, FilesModel model) {
        if (tab.reading().touched()) {
            return true;
        }
        TreeShape shape = model.seen(tab.shape());
        return tab.cursor().index() > 0 || !shape.search().isEmpty()
                || !shape.open().equals(shape.opened(model.tree(), height(state)).open());
    }

    /** What has this path, or the directory it would be in. */
    private static OptionalInt nearest(FileTree tree, String path) {
        OptionalInt found = tree.find(path);
        String around = path;
        while (found.isEmpty() && around.contains("/")) {
            around = around.substring(0, around.lastIndexOf('/'));
            found = tree.find(around);
        }
        return found;
    }

    /** Scrolls so that the cursor stands in this line of the list, as it did before. */
    private static AppState onLine(AppState state, int line) {
        FilesTab tab = state.detail().files();
        int last = Math.max(0, tab.rows().count() - height(state));
        int top = Math.max(0, Math.min(last, tab.cursor().index() - line));
        return with(state, tab.withCursor(new ListCursor(tab.cursor().index(), top)));
    }

    /** Finds the rows for another shape: at once where that is quick, else by a worker while the old ones stay. */
    static Update arrange(AppState state, TreeShape shape) {
        FilesTab tab = state.detail().files();
        Optional<FilesModel> model = tab.model().value();
        if (model.isEmpty()) {
            return Update.of(with(state, tab.withShape(shape, 0)));
        }
        TreeShape seen = model.get().seen(shape);
        if (seen.cost(model.get().tree()) <= QUICK) {
            return Update.of(arranged(state, tab.withShape(shape, 0), FileRows.of(model.get().tree(), seen)));
        }
        long request = state.nextId();
        return Update.of(with(state.withLastId(request), tab.withShape(shape, request)),
                new Effect.ArrangeFiles(request, model.get().tree(), seen));
    }

    /** The cursor stays on its file, or goes to the directory that hides it now. */
    private static AppState arranged(AppState state, FilesTab tab, FileRows rows) {
        int row = 0;
        if (tab.selected().isPresent()) {
            int node = tab.selected().getAsInt();
            int at = node < tab.model().value().orElseThrow().tree().count() ? rows.indexOf(node) : 0;
            while (at < 0 && node != 0) {
                node = tab.model().value().orElseThrow().tree().parent(node);
                at = rows.indexOf(node);
            }
            row = Math.max(0, at);
        }
        return with(state, tab.withRows(rows, tab.cursor().to(row, rows.count(), height(state))));
    }

    /** Whether a node is a file whose bytes can be looked at. */
    static boolean viewable(FilesModel model, int node) {
        FileKind kind = model.tree().kind(node);
        return kind == FileKind.FILE || kind == FileKind.HARD_LINK;
    }

    static Update toggle(AppState state, FileStatus status) {
        return arrange(state, state.detail().files().shape().toggle(status));
    }

    static AppState with(AppState state, FilesTab tab) {
        return state.withDetail(state.detail().withFiles(tab));
    }

    static int height(AppState state) {
        return FilesTab.listHeight(state.height(Pane.DETAIL));
    }
}
