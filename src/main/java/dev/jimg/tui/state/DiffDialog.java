package dev.jimg.tui.state;

import dev.jimg.service.BackendInfo;
import dev.jimg.service.diff.DiffSide;
import dev.jimg.service.diff.ImageDiff;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells two images apart.
 *
 * @param config the lines about the configs
 * @param layers the lines about the layers
 * @param shared whether the layers that both lie on are listed too
 * @param cursors in the lines of config and layers
 * @param size of the screen, when a key was pressed last
 */
public record DiffDialog(DiffSide left, DiffSide right, Loadable<ImageDiff> diff, DiffTab tab, List<DiffLine> config,
        List<DiffLine> layers, boolean shared, List<ListCursor> cursors, DiffFiles files, ScreenSize size)
        implements Dialog {

    /** Frame, keys and the status line. */
    private static final int AROUND = 5;
    private static final int NARROW = 60;
    private static final int LOW = 16;
    private static final int STORY = 4;

    static Update open(AppState state, DiffSide left, DiffSide right, DiffTab tab) {
        long request = state.nextId();
        DiffDialog dialog = new DiffDialog(left, right, Loadable.<ImageDiff>empty().ask(request), tab, List.of(), List.of(),
                false, List.of(ListCursor.START, ListCursor.START), DiffFiles.START, state.size());
        return Update.of(state.withLastId(request).open(dialog), new Effect.CompareImages(request, left, right));
    }

    /** Rows for names, summary and tabs. */
    public static int header(ScreenSize size) {
        return size.rows() < LOW ? 2 : 4;
    }

    /** Rows below the list, about its selected line. */
    public static int story(ScreenSize size) {
        return size.rows() < LOW ? 0 : STORY;
    }

    /** Rows for the list; on a narrow screen the keys take two lines. */
    public static int lines(ScreenSize size) {
        return Math.max(1, size.rows() - AROUND - (size.columns() < NARROW ? 1 : 0) - header(size) - story(size));
    }

    @Override
    public Update key(AppState state, String key) {
        DiffDialog now = withSize(state.size());
        if (tab == DiffTab.FILES && files.typing()) {
            return DiffKeys.type(state, now, key);
        }
        return switch (key) {
            case "esc", "q" -> now.back(state);
            case "tab", "]", "." -> now.show(state, tab.step(1));
            case "shift+tab", "[", "," -> now.show(state, tab.step(-1));
            case "1" -> now.show(state, DiffTab.CONFIG);
            case "2" -> now.show(state, DiffTab.LAYERS);
            case "3" -> now.show(state, DiffTab.FILES);
            case "x" -> Update.of(state.closeDialog(), forget()).then(s -> open(s, right, left, tab));
            default -> tab == DiffTab.FILES ? DiffKeys.perform(state, now, key) : now.list(state, key);
        };
    }

    @Override
    public Update paste(AppState state, String text) {
        return tab == DiffTab.FILES && files.typing()
                ? DiffKeys.searched(state, withSize(state.size()), files.search().paste(text), true) : Update.of(state);
    }

    /** Takes back the search, then the reading, then all of it. */
    private Update back(AppState state) {
        if (tab == DiffTab.FILES && !files.search().text().isEmpty()) {
            return DiffKeys.searched(state, this, LineEdit.EMPTY, false);
        }
        if (tab == DiffTab.FILES && files.tree().loading()) {
            return Update.of(state.replace(withFiles(files.stopped())), new Effect.Forget(files.tree().request()));
        }
        return Update.of(state.closeDialog(), forget());
    }

    private Effect[] forget() {
        List<Effect> effects = new ArrayList<>();
        for (long request : new long[] {diff.request(), files.tree().request(), files.arranging()}) {
            if (request != 0) {
                effects.add(new Effect.Forget(request));
            }
        }
        return effects.toArray(Effect[]::new);
    }

    /** The files of what is in the embedded store are read at once; an engine saves whole images for that. */
    private Update show(AppState state, DiffTab other) {
        DiffDialog shown = new DiffDialog(left, right, diff, other, config, layers, shared, cursors, files, size);
        boolean cheap = left instanceof DiffSide.Local && right instanceof DiffSide.Local
                && state.backend().filter(info -> info.kind() == BackendInfo.Kind.STORE).isPresent();
        boolean unread = diff.value().isPresent() && files.tree().value().isEmpty() && !files.tree().loading();
        return other == DiffTab.FILES && cheap && unread ? DiffKeys.read(state, shown) : Update.of(state.replace(shown));
    }

    private Update list(AppState state, String key) {
        if (tab == DiffTab.LAYERS && (key.equals("enter") || key.equals("space")) && diff.value().isPresent()) {
            return Update.of(state.replace(new DiffDialog(left, right, diff, tab, config,
                    DiffLine.layers(diff.value().get(), !shared), !shared, List.of(cursors.get(0), ListCursor.START),
                    files, size)));
        }
        return Update.of(cursor().on(key, shownLines().size(), rows())
                .map(moved -> state.replace(withCursor(moved))).orElse(state));
    }

    /** Rows for the lines of the tab that is shown; above those of the layers stands what both lie on. */
    public int rows() {
        boolean above = tab == DiffTab.LAYERS && diff.value().filter(known -> known.shared() > 0).isPresent();
        return Math.max(1, lines(size) - (above ? 1 : 0));
    }

    /** Of the tab that is shown, if it is not that of the files. */
    public ListCursor cursor() {
        return cursors.get(tab.ordinal());
    }

    public List<DiffLine> shownLines() {
        return tab == DiffTab.CONFIG ? config : layers;
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.Resized resized) {
            return withSize(resized.size());
        }
        if (event instanceof Event.ImagesCompared compared && diff.awaits(compared.request())) {
            DiffFiles known = compared.files().map(tree -> files.withTree(tree, lines(size))).orElse(files);
            return new DiffDialog(left, right, diff.answer(compared.request(), compared.diff()), tab,
                    DiffLine.config(compared.diff()), DiffLine.layers(compared.diff(), false), false, cursors, known, size);
        }
        if (event instanceof Event.RequestFailed failed && diff.awaits(failed.request())) {
            return new DiffDialog(left, right, diff.fail(failed.request(), failed.failure()), tab, config, layers, shared,
                    cursors, files, size);
        }
        return withFiles(files.on(event, lines(size)));
    }

    DiffDialog withFiles(DiffFiles value) {
        return new DiffDialog(left, right, diff, tab, config, layers, shared, cursors, value, size);
    }

    private DiffDialog withCursor(ListCursor value) {
        return new DiffDialog(left, right, diff, tab, config, layers, shared,
                tab == DiffTab.CONFIG ? List.of(value, cursors.get(1)) : List.of(cursors.get(0), value), files, size);
    }

    /** On a screen of another size what was selected stays in sight. */
    private DiffDialog withSize(ScreenSize value) {
        if (value.equals(size)) {
            return this;
        }
        int rows = lines(value);
        int below = diff.value().filter(known -> known.shared() > 0).isPresent() ? rows - 1 : rows;
        return new DiffDialog(left, right, diff, tab, config, layers, shared,
                List.of(cursors.get(0).fit(config.size(), rows), cursors.get(1).fit(layers.size(), Math.max(1, below))),
                files.withCursor(files.cursor().fit(files.rows().count(), rows)), value);
    }

    @Override
    public List<Hint> hints() {
        List<Hint> hints = new ArrayList<>();
        if (tab == DiffTab.FILES && files.typing()) {
            return List.of(new Hint("enter", "diff.keep-search"), new Hint("esc", "diff.end-search"));
        }
        hints.add(new Hint("tab", "diff.next"));
        if (tab == DiffTab.LAYERS && diff.value().filter(known -> known.shared() > 0).isPresent()) {
            hints.add(new Hint("enter", shared ? "diff.fold" : "diff.unfold"));
        } else if (tab == DiffTab.FILES && files.tree().value().isPresent()) {
            hints.add(new Hint("/", "action.search"));
            if (size.columns() >= NARROW) {
                hints.add(new Hint("t", "diff.all"));
            }
        }
        hints.add(new Hint("x", "diff.swap"));
        hints.add(new Hint("esc", "dialog.close"));
        return hints;
    }
}
