package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All key bindings, as one table. A key is looked up in the focused pane first, then among those that hold everywhere.
 * A Ctrl key is never the only one: screen and tmux take some of them, and Ctrl-S can freeze a terminal.
 */
public final class KeyMap {

    private static final Function<AppState, String> ALWAYS = state -> "";

    private static final List<Binding> ALL = table();

    private KeyMap() {}

    public static List<Binding> all() {
        return ALL;
    }

    /** What a key does in this state, enabled or not. */
    public static Optional<Binding> find(AppState state, String key) {
        for (Context context : contexts(state)) {
            for (Binding binding : ALL) {
                if (binding.where() == context && binding.keys().contains(key)) {
                    return Optional.of(binding);
                }
            }
        }
        return Optional.empty();
    }

    /** What can be done here and now, the focused pane's own actions first. */
    public static List<Binding> available(AppState state) {
        List<Binding> result = new ArrayList<>();
        for (Context context : contexts(state)) {
            for (Binding binding : ALL) {
                if (binding.where() == context && binding.enabled(state)) {
                    result.add(binding);
                }
            }
        }
        return result;
    }

    /** The contexts that hold in this state, the nearest first. */
    public static List<Context> contexts(AppState state) {
        Context own = switch (state.focus()) {
            case IMAGES -> Context.IMAGES;
            case SEARCH -> Context.SEARCH;
            case TRANSFERS -> Context.TRANSFERS;
            case DETAIL -> switch (state.detail().tab()) {
                case LAYERS -> Context.LAYERS;
                case INSPECT -> Context.INSPECT;
                case TAGS -> Context.TAGS;
            };
        };
        return List.of(own, Context.LIST, Context.EVERYWHERE);
    }

    private static List<Binding> table() {
        List<Binding> table = new ArrayList<>();
        images(table);
        search(table);
        detail(table);
        transfers(table);
        lists(table);
        everywhere(table);
        return List.copyOf(table);
    }

    private static void images(List<Binding> table) {
        Function<AppState, String> onImage = s -> s.images().selected().isPresent() ? "" : "disabled.no-image";
        hinted(table, Context.IMAGES, Action.PULL, "action.pull", ALWAYS, "p");
        hinted(table, Context.IMAGES, Action.TAG, "action.tag", onImage, "t");
        hinted(table, Context.IMAGES, Action.REMOVE, "action.remove", onImage, "d", "delete");
        plain(table, Context.IMAGES, Action.INSPECT, "action.inspect", onImage, "i");
        plain(table, Context.IMAGES, Action.OPEN, "action.layers", onImage, "enter");
        hinted(table, Context.IMAGES, Action.MARK, "action.mark", onImage, "space");
        plain(table, Context.IMAGES, Action.MARK_RANGE, "action.mark-range", onImage, "v");
        plain(table, Context.IMAGES, Action.MARK_ALL, "action.mark-all", onImage, "*");
        hinted(table, Context.IMAGES, Action.FILTER, "action.filter", ALWAYS, "/");
        plain(table, Context.IMAGES, Action.SORT_NEXT, "action.sort", ALWAYS, "s");
        plain(table, Context.IMAGES, Action.SORT_NAME, "action.sort-name", ALWAYS, "N");
        plain(table, Context.IMAGES, Action.SORT_SIZE, "action.sort-size", ALWAYS, "S");
        plain(table, Context.IMAGES, Action.SORT_CREATED, "action.sort-created", ALWAYS, "C");
    }

    private static void search(List<Binding> table) {
        hinted(table, Context.SEARCH, Action.FILTER, "action.search", ALWAYS, "/");
        hinted(table, Context.SEARCH, Action.PULL, "action.pull", ALWAYS, "p");
        hinted(table, Context.SEARCH, Action.OPEN, "action.tags", ALWAYS, "enter");
        hinted(table, Context.SEARCH, Action.OFFICIAL_ONLY, "action.official", ALWAYS, "o");
        plain(table, Context.SEARCH, Action.SORT_STARS, "action.sort-stars", ALWAYS, "s");
    }

    private static void detail(List<Binding> table) {
        Function<AppState, String> onTag = s -> s.detail().tags().selected().isPresent() ? "" : "disabled.no-tag";
        Function<AppState, String> onJson = s -> s.detail().inspect().selected().isPresent() ? "" : "disabled.no-json";
        Function<AppState, String> found = s -> s.detail().inspect().find().active() ? "" : "disabled.no-find";
        Function<AppState, String> onImage = s -> s.images().selected().isPresent() ? "" : "disabled.no-image";
        hinted(table, Context.LAYERS, Action.INSPECT, "action.inspect", onImage, "i");
        hinted(table, Context.INSPECT, Action.FOLD, "action.fold", onJson, "space", "enter");
        hinted(table, Context.INSPECT, Action.FILTER, "action.find", onJson, "/");
        hinted(table, Context.INSPECT, Action.FIND_NEXT, "action.find-next", found, "n");
        plain(table, Context.INSPECT, Action.FIND_PREVIOUS, "action.find-previous", found, "N");
        hinted(table, Context.TAGS, Action.PULL, "action.pull", onTag, "p", "enter");
        hinted(table, Context.TAGS, Action.FILTER, "action.filter", ALWAYS, "/");
    }

    private static void transfers(List<Binding> table) {
        Function<AppState, String> running = s -> s.transfers().selected().filter(Transfer::active).isPresent()
                ? "" : "disabled.not-running";
        Function<AppState, String> resumable = s -> s.transfers().selected().filter(Transfer::resumable).isPresent()
                ? "" : "disabled.not-stopped";
        Function<AppState, String> any = s -> s.transfers().selected().isPresent() ? "" : "disabled.no-transfer";
        Function<AppState, String> ended = s -> s.transfers().all().stream().allMatch(Transfer::active)
                ? "disabled.none-ended" : "";
        hinted(table, Context.TRANSFERS, Action.OPEN, "action.layers", any, "enter");
        hinted(table, Context.TRANSFERS, Action.CANCEL, "action.cancel", running, "d", "delete");
        hinted(table, Context.TRANSFERS, Action.RESUME, "action.resume", resumable, "r");
        hinted(table, Context.TRANSFERS, Action.CLEAR_FINISHED, "action.clear-finished", ended, "c");
    }

    private static void lists(List<Binding> table) {
        plain(table, Context.LIST, Action.UP, "action.up", ALWAYS, "k", "up");
        plain(table, Context.LIST, Action.DOWN, "action.down", ALWAYS, "j", "down");
        plain(table, Context.LIST, Action.PAGE_UP, "action.page-up", ALWAYS, "pgup", "ctrl+u");
        plain(table, Context.LIST, Action.PAGE_DOWN, "action.page-down", ALWAYS, "pgdn", "ctrl+d");
        plain(table, Context.LIST, Action.FIRST, "action.first", ALWAYS, "g", "home");
        plain(table, Context.LIST, Action.LAST, "action.last", ALWAYS, "G", "end");
        plain(table, Context.LIST, Action.DETAIL_UP, "action.detail-up", ALWAYS, "K");
        plain(table, Context.LIST, Action.DETAIL_DOWN, "action.detail-down", ALWAYS, "J");
    }

    private static void everywhere(List<Binding> table) {
        plain(table, Context.EVERYWHERE, Action.PULL, "action.pull", ALWAYS, "p");
        plain(table, Context.EVERYWHERE, Action.FOCUS_IMAGES, "action.focus-images", ALWAYS, "1");
        plain(table, Context.EVERYWHERE, Action.FOCUS_SEARCH, "action.focus-search", ALWAYS, "2");
        plain(table, Context.EVERYWHERE, Action.FOCUS_DETAIL, "action.focus-detail", ALWAYS, "3");
        plain(table, Context.EVERYWHERE, Action.FOCUS_TRANSFERS, "action.focus-transfers", ALWAYS, "4");
        plain(table, Context.EVERYWHERE, Action.FOCUS_NEXT, "action.focus-next", ALWAYS, "tab", "l", "right");
        plain(table, Context.EVERYWHERE, Action.FOCUS_PREVIOUS, "action.focus-previous", ALWAYS,
                "shift+tab", "h", "left");
        plain(table, Context.EVERYWHERE, Action.LARGER, "action.larger", ALWAYS, "+");
        plain(table, Context.EVERYWHERE, Action.SMALLER, "action.smaller", ALWAYS, "_");
        plain(table, Context.EVERYWHERE, Action.TAB_PREVIOUS, "action.tab-previous", ALWAYS, "[", ",");
        plain(table, Context.EVERYWHERE, Action.TAB_NEXT, "action.tab-next", ALWAYS, "]", ".");
        hinted(table, Context.EVERYWHERE, Action.ACTIONS, "action.actions", ALWAYS, "x");
        hinted(table, Context.EVERYWHERE, Action.PALETTE, "action.palette", ALWAYS, ":");
        hinted(table, Context.EVERYWHERE, Action.HELP, "action.help", ALWAYS, "?");
        plain(table, Context.EVERYWHERE, Action.LOG, "action.log", ALWAYS, "@");
        plain(table, Context.EVERYWHERE, Action.REFRESH, "action.refresh", ALWAYS, "R", "ctrl+r");
        plain(table, Context.EVERYWHERE, Action.REPAINT, "action.repaint", ALWAYS, "ctrl+l");
        plain(table, Context.EVERYWHERE, Action.SUSPEND, "action.suspend", ALWAYS, "ctrl+z");
        plain(table, Context.EVERYWHERE, Action.BACK, "action.back", ALWAYS, "esc");
        plain(table, Context.EVERYWHERE, Action.QUIT, "action.quit", ALWAYS, "q", "ctrl+c");
    }

    private static void hinted(List<Binding> table, Context where, Action action, String label,
            Function<AppState, String> disabled, String... keys) {
        table.add(new Binding(where, List.of(keys), action, label, disabled, true));
    }

    private static void plain(List<Binding> table, Context where, Action action, String label,
            Function<AppState, String> disabled, String... keys) {
        table.add(new Binding(where, List.of(keys), action, label, disabled, false));
    }
}
