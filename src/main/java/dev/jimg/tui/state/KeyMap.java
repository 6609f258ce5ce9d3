package dev.jimg.tui.state;

import dev.jimg.service.BackendInfo;
import dev.jimg.tui.state.Binding.Hinted;
import dev.jimg.service.container.ContainerSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All key bindings, as one table. A key is looked up in the focused pane first, then among those that hold everywhere.
 * A Ctrl key is never the only one: screen and tmux take some of them, and Ctrl-S can freeze a terminal.
 */
public final class KeyMap {

    private static final Function<AppState, String> ALWAYS = state -> "";

    private static final List<Binding> ALL = table();

    private KeyMap() {}

    /** As the program comes, without the person's own keys. */
    public static List<Binding> all() {
        return ALL;
    }

    /** With the person's own keys. */
    public static List<Binding> all(AppState state) {
        return state.preferences().bindings();
    }

    /** The key that hints show for what can be done everywhere; empty if it has none. */
    public static String key(AppState state, Action action) {
        return all(state).stream().filter(b -> b.action() == action && !b.keys().isEmpty())
                .sorted(Comparator.comparing(b -> b.where() != Context.EVERYWHERE))
                .map(b -> b.keys().get(0)).findFirst().orElse("");
    }

    /** What a key does in this state: the nearest binding that can be done, else the nearest that cannot. */
    public static Optional<Binding> find(AppState state, String key) {
        for (Context context : contexts(state)) {
            List<Binding> bound = all(state).stream().filter(b -> b.where() == context && b.keys().contains(key)).toList();
            if (!bound.isEmpty()) {
                return bound.stream().filter(b -> b.enabled(state)).findFirst().or(() -> Optional.of(bound.get(0)));
            }
        }
        return Optional.empty();
    }

    /** What can be done here and now, the focused pane's own actions first. */
    public static List<Binding> available(AppState state) {
        List<Binding> result = new ArrayList<>();
        for (Context context : contexts(state)) {
            for (Binding binding : all(state)) {
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
                case OUTPUT -> Context.OUTPUT;
                case LAYERS -> Context.LAYERS;
                case FILES -> Context.FILES;
                case INSPECT -> Context.INSPECT;
                case USED_BY -> state.detail().usedBy().log().isPresent() ? Context.OUTPUT : Context.USED_BY;
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
        files(table);
        containers(table);
        transfers(table);
        lists(table);
        everywhere(table);
        return List.copyOf(table);
    }

    private static void images(List<Binding> table) {
        Function<AppState, String> onImage = unless("disabled.no-image", s -> s.images().selected().isPresent());
        Function<AppState, String> any = unless("disabled.no-images",
                s -> s.images().images().value().isEmpty() || !s.images().rows().isEmpty());
        first(table, Context.IMAGES, Action.PULL, "action.pull", ALWAYS, "p");
        spare(table, Context.IMAGES, Action.PUSH, "action.push", onImage, "P");
        first(table, Context.IMAGES, Action.TAG, "action.tag", onImage, "t");
        first(table, Context.IMAGES, Action.REMOVE, "action.remove", onImage, "d", "delete");
        spare(table, Context.IMAGES, Action.INSPECT, "action.inspect", onImage, "i");
        spare(table, Context.IMAGES, Action.USED_BY, "action.used-by", onImage, "u");
        spare(table, Context.IMAGES, Action.OPEN, "action.layers", onImage, "enter");
        spare(table, Context.IMAGES, Action.SAVE, "action.save", onImage, "w");
        plain(table, Context.IMAGES, Action.RUN, "action.run", onImage, "r");
        plain(table, Context.IMAGES, Action.COPY, "action.copy", onImage, "y");
        plain(table, Context.IMAGES, Action.COPY_TO, "action.copy-to", ALWAYS, "Y");
        plain(table, Context.IMAGES, Action.DIFF, "action.diff", onImage, "D");
        plain(table, Context.IMAGES, Action.VERIFY, "action.verify", unless("disabled.engine-verifies",
                s -> s.images().selected().isPresent() && onStore(s)), "V");
        first(table, Context.IMAGES, Action.REPAIR, "action.repair", s -> !onStore(s) ? "disabled.engine-verifies"
                : s.images().anyDamaged() ? "" : "disabled.no-damage", "F");
        plain(table, Context.EVERYWHERE, Action.PRUNE, "action.prune", ALWAYS, "b");
        first(table, Context.IMAGES, Action.MARK, "action.mark", onImage, "space");
        plain(table, Context.IMAGES, Action.MARK_RANGE, "action.mark-range", onImage, "v");
        plain(table, Context.IMAGES, Action.MARK_ALL, "action.mark-all", onImage, "*");
        first(table, Context.IMAGES, Action.FILTER, "action.filter", any, "/");
        plain(table, Context.IMAGES, Action.SORT_NEXT, "action.sort", any, "s");
        plain(table, Context.IMAGES, Action.SORT_NAME, "action.sort-name", any, "N");
        plain(table, Context.IMAGES, Action.SORT_SIZE, "action.sort-size", any, "S");
        plain(table, Context.IMAGES, Action.TREE, "action.tree", any, "T");
        plain(table, Context.IMAGES, Action.COLUMNS, "action.columns", ALWAYS, "|");
        plain(table, Context.IMAGES, Action.OWN_COMMANDS, "action.own-commands",
                unless("disabled.no-own-commands", s -> !s.preferences().commands().isEmpty()), "c");
        plain(table, Context.IMAGES, Action.SORT_CREATED, "action.sort-created", any, "C");
    }

    static boolean onStore(AppState state) {
        return state.backend().filter(info -> info.kind() == BackendInfo.Kind.STORE).isPresent();
    }

    private static void search(List<Binding> table) {
        Function<AppState, String> onHit = unless("disabled.no-hit", s -> s.search().selected().isPresent());
        Function<AppState, String> rated = unless("disabled.no-stars",
                s -> s.search().officialOnly() || s.search().byStars() || s.search().rated());
        first(table, Context.SEARCH, Action.OPEN, "action.tags", onHit, "enter");
        first(table, Context.SEARCH, Action.PULL, "action.pull", ALWAYS, "p");
        // Without a result there is nothing to open, and Enter asks for a term.
        first(table, Context.SEARCH, Action.FILTER, "action.search", ALWAYS, "/", "enter");
        first(table, Context.SEARCH, Action.OFFICIAL_ONLY, "action.official", rated, "o");
        spare(table, Context.SEARCH, Action.SORT_STARS, "action.sort-stars", rated, "s");
    }

    private static void detail(List<Binding> table) {
        Function<AppState, String> onTag = unless("disabled.no-tag", s -> s.detail().tags().selected().isPresent());
        Function<AppState, String> tags = unless("disabled.no-tags",
                s -> s.detail().tags().list().value().isPresent());
        Function<AppState, String> onJson =
                unless("disabled.no-json", s -> s.detail().inspect().selected().isPresent());
        Function<AppState, String> found = unless("disabled.no-find", s -> s.detail().inspect().find().active());
        Function<AppState, String> onImage = unless("disabled.no-image", s -> s.images().selected().isPresent());
        first(table, Context.LAYERS, Action.FILES, "action.files", onImage, "enter");
        first(table, Context.LAYERS, Action.REPAIR, "action.repair", s -> !onStore(s) ? "disabled.engine-verifies"
                : s.detail().layers().damaged() ? "" : "disabled.no-damage", "F");
        first(table, Context.LAYERS, Action.INSPECT, "action.inspect", onImage, "i");
        first(table, Context.LAYERS, Action.USED_BY, "action.used-by", onImage, "u");
        first(table, Context.INSPECT, Action.FOLD, "action.fold", onJson, "space", "enter");
        first(table, Context.INSPECT, Action.FILTER, "action.find", onJson, "/");
        first(table, Context.INSPECT, Action.FIND_NEXT, "action.find-next", found, "n");
        plain(table, Context.INSPECT, Action.FIND_PREVIOUS, "action.find-previous", found, "N");
        first(table, Context.TAGS, Action.PULL, "action.pull", onTag, "p", "enter");
        spare(table, Context.TAGS, Action.FILES, "action.files", onTag, "f");
        first(table, Context.TAGS, Action.FILTER, "action.filter", tags, "/");
    }

    private static void files(List<Binding> table) {
        Function<AppState, String> read = unless("disabled.no-files", s -> s.detail().files().model().value().isPresent());
        Function<AppState, String> tree = s -> s.detail().files().unreadable() ? "disabled.layer-unreadable" : read.apply(s);
        Function<AppState, String> whole = s -> s.detail().files().model().value().isEmpty() ? "disabled.no-files"
                : s.detail().files().model().value().get().unread() > 0 ? "disabled.files-coming"
                : s.detail().files().model().value().get().unreadable().isEmpty() ? "" : "disabled.files-unreadable";
        Function<AppState, String> own = s -> s.detail().files().model().value().isEmpty() ? "disabled.no-files"
                : s.detail().files().model().value().get().together() ? "disabled.files-together"
                : s.detail().files().unreadable() ? "disabled.layer-unreadable" : "";
        Function<AppState, String> below = s -> s.detail().files().model().value().isEmpty() ? "disabled.no-files"
                : FilesGrowth.below(s.detail().files());
        Function<AppState, String> onFile = unless("disabled.no-file", s -> s.detail().files().selected().isPresent());
        // Where nothing is read yet, Enter reads it.
        Function<AppState, String> open = s -> s.detail().files().source().isEmpty() ? "disabled.no-image"
                : s.detail().files().model().value().isEmpty() ? "" : onFile.apply(s);
        first(table, Context.FILES, Action.OPEN, "action.open", open, "enter");
        spare(table, Context.FILES, Action.FOLD, "action.fold", onFile, "space");
        plain(table, Context.FILES, Action.INTO, "action.into", onFile, "right");
        plain(table, Context.FILES, Action.OUT, "action.out", onFile, "left");
        first(table, Context.FILES, Action.LAYER_TREE, "action.layer-tree", own, "t");
        first(table, Context.FILES, Action.FILTER, "action.search", tree, "/");
        first(table, Context.FILES, Action.WASTE, "action.waste", whole, "w");
        spare(table, Context.FILES, Action.SHOW_ADDED, "action.show-added", own, "a");
        spare(table, Context.FILES, Action.SHOW_REMOVED, "action.show-removed", own, "r");
        spare(table, Context.FILES, Action.SHOW_CHANGED, "action.show-changed", own, "m");
        spare(table, Context.FILES, Action.SORT_SIZE, "action.sort-size", tree, "S");
        plain(table, Context.FILES, Action.SORT_NAME, "action.sort-name", tree, "N");
        spare(table, Context.FILES, Action.LAYER_BELOW, "action.layer-below", below, "<");
        plain(table, Context.FILES, Action.LAYER_ABOVE, "action.layer-above", read, ">");
    }

    private static void containers(List<Binding> table) {
        Function<AppState, String> one = unless("disabled.no-container",
                s -> s.detail().usedBy().selected().isPresent());
        Function<AppState, String> running = unless("disabled.not-running-container",
                s -> s.detail().usedBy().selected().filter(ContainerSummary::running).isPresent());
        Function<AppState, String> log = unless("disabled.no-log",
                s -> s.detail().tab() == DetailTab.OUTPUT || s.detail().usedBy().log().isPresent());
        first(table, Context.USED_BY, Action.OPEN, "action.logs", one, "enter", "o");
        first(table, Context.USED_BY, Action.STOP, "action.stop", running, "s");
        first(table, Context.USED_BY, Action.REMOVE, "action.remove", one, "d", "delete");
        first(table, Context.USED_BY, Action.SHELL, "action.shell", running, "!");
        plain(table, Context.USED_BY, Action.COMMIT, "action.commit", one, "C");
        spare(table, Context.USED_BY, Action.KILL, "action.kill", running, "X");
        first(table, Context.OUTPUT, Action.FOLD, "action.fold-step",
                unless("disabled.no-step", s -> s.detail().tab() == DetailTab.OUTPUT), "enter", "space");
        first(table, Context.OUTPUT, Action.FOLLOW, "action.follow", log, "f");
    }

    private static void transfers(List<Binding> table) {
        Function<AppState, String> layers = unless("disabled.no-layers",
                on(transfer -> !transfer.layers().isEmpty() && !(transfer.job() instanceof Job.Build)
                        && !(transfer.job() instanceof Job.Verify)));
        Function<AppState, String> output = unless("disabled.no-build", on(transfer -> transfer.job() instanceof Job.Build));
        Function<AppState, String> running = unless("disabled.not-running",
                on(transfer -> transfer.active() && transfer.stage() != Transfer.Stage.CANCELLING));
        Function<AppState, String> resumable =
                s -> s.transfers().selected().map(KeyMap::notResumable).orElse("disabled.not-stopped");
        Function<AppState, String> ended = unless("disabled.none-ended",
                s -> s.transfers().all().stream().anyMatch(transfer -> !transfer.active()));
        first(table, Context.TRANSFERS, Action.OPEN, "action.image-layers", layers, "enter");
        first(table, Context.TRANSFERS, Action.OPEN, "action.output", output, "enter");
        first(table, Context.TRANSFERS, Action.CANCEL, "action.cancel", running, "d", "delete");
        first(table, Context.TRANSFERS, Action.RESUME, "action.resume", resumable, "r");
        first(table, Context.TRANSFERS, Action.CLEAR_FINISHED, "action.clear-finished", ended, "c");
    }

    private static String notResumable(Transfer transfer) {
        if (transfer.resumable()) {
            return "";
        }
        return transfer.active() ? "disabled.not-stopped"
                : transfer.stage() == Transfer.Stage.DONE ? "disabled.done" : "disabled.file-missing";
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
        spare(table, Context.EVERYWHERE, Action.PULL, "action.pull", ALWAYS, "p");
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
        spare(table, Context.EVERYWHERE, Action.TAB_NEXT, "action.tab-next", ALWAYS, "]", ".");
        first(table, Context.EVERYWHERE, Action.ACTIONS, "action.actions", ALWAYS, "x");
        first(table, Context.EVERYWHERE, Action.PALETTE, "action.palette", ALWAYS, ":");
        first(table, Context.EVERYWHERE, Action.HELP, "action.help", ALWAYS, "?");
        plain(table, Context.EVERYWHERE, Action.LOAD, "action.load", ALWAYS, "L");
        plain(table, Context.EVERYWHERE, Action.CONTEXT, "action.context", ALWAYS, "H");
        plain(table, Context.EVERYWHERE, Action.UNDO, "action.undo", ALWAYS, "z");
        plain(table, Context.EVERYWHERE, Action.UNDO_CHOOSE, "action.undo-choose", ALWAYS, "Z");
        plain(table, Context.EVERYWHERE, Action.UPDATES, "action.updates", ALWAYS, "U");
        plain(table, Context.EVERYWHERE, Action.LOG, "action.log", ALWAYS, "@");
        spare(table, Context.EVERYWHERE, Action.REFRESH, "action.refresh", ALWAYS, "R", "ctrl+r");
        plain(table, Context.EVERYWHERE, Action.REPAINT, "action.repaint", ALWAYS, "ctrl+l");
        plain(table, Context.EVERYWHERE, Action.SUSPEND, "action.suspend", ALWAYS, "ctrl+z");
        plain(table, Context.EVERYWHERE, Action.BACK, "action.back", ALWAYS, "esc");
        spare(table, Context.EVERYWHERE, Action.QUIT, "action.quit", unless("disabled.drilled", s -> !AppLogic.drilled(s)),
                "q", "ctrl+c");
        spare(table, Context.EVERYWHERE, Action.QUIT, "action.quit-detail",
                unless("disabled.not-drilled", AppLogic::drilled), "q", "ctrl+c");
    }

    /** Why an action cannot be done in states that are not so. */
    private static Function<AppState, String> unless(String why, Predicate<AppState> possible) {
        return state -> possible.test(state) ? "" : why;
    }

    private static Predicate<AppState> on(Predicate<Transfer> selected) {
        return state -> state.transfers().selected().filter(selected).isPresent();
    }

    private static void first(List<Binding> table, Context where, Action action, String label,
            Function<AppState, String> disabled, String... keys) {
        table.add(new Binding(where, List.of(keys), action, label, disabled, Hinted.FIRST));
    }

    private static void spare(List<Binding> table, Context where, Action action, String label,
            Function<AppState, String> disabled, String... keys) {
        table.add(new Binding(where, List.of(keys), action, label, disabled, Hinted.SPARE));
    }

    private static void plain(List<Binding> table, Context where, Action action, String label,
            Function<AppState, String> disabled, String... keys) {
        table.add(new Binding(where, List.of(keys), action, label, disabled, Hinted.NEVER));
    }
}
