package dev.jimg.tui.state;

import dev.jimg.tui.state.Command.Argument;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the commands out of the key table, so that what has a key can be typed, and a new action needs no second entry. */
final class CommandTable {

    /** To move a cursor by a command makes no sense; the others have a better name below. */
    private static final Set<Action> LEFT_OUT = EnumSet.of(Action.UP, Action.DOWN, Action.PAGE_UP, Action.PAGE_DOWN,
            Action.FIRST, Action.LAST, Action.DETAIL_UP, Action.DETAIL_DOWN, Action.FOCUS_IMAGES, Action.FOCUS_SEARCH,
            Action.FOCUS_DETAIL, Action.FOCUS_TRANSFERS, Action.FOCUS_NEXT, Action.FOCUS_PREVIOUS, Action.SORT_NEXT,
            Action.SORT_NAME, Action.SORT_SIZE, Action.SORT_CREATED, Action.FIND_NEXT, Action.FIND_PREVIOUS,
            Action.FOLD, Action.INTO, Action.OUT, Action.OPEN, Action.BACK, Action.PALETTE);

    private CommandTable() {}

    static List<Command> all() {
        List<Command> all = new ArrayList<>();
        all.add(with("pull", Action.PULL, Argument.IMAGE, false, "command.pull", "get"));
        all.add(with("search", Action.FOCUS_SEARCH, Argument.TERM, true, "command.search"));
        all.add(with("tags", Action.FOCUS_DETAIL, Argument.REPOSITORY, true, "command.tags"));
        all.add(with("tag", Action.TAG, Argument.NAME, false, "command.tag"));
        all.add(with("remove", Action.REMOVE, Argument.NONE, false, "command.remove", "rm", "rmi", "delete"));
        all.add(with("inspect", Action.INSPECT, Argument.NONE, false, "command.inspect"));
        all.add(with("used-by", Action.USED_BY, Argument.NONE, false, "command.used-by", "containers", "ps"));
        all.add(with("filter", Action.FILTER, Argument.TEXT, false, "command.filter"));
        all.add(with("sort", Action.SORT_NEXT, Argument.COLUMN, false, "command.sort"));
        all.add(with("push", Action.PUSH, Argument.NONE, false, "command.push"));
        all.add(with("save", Action.SAVE, Argument.NONE, false, "command.save", "write"));
        all.add(with("load", Action.LOAD, Argument.NONE, false, "command.load", "import"));
        all.add(with("run", Action.RUN, Argument.NONE, false, "command.run"));
        all.add(with("build", Action.BUILD, Argument.NONE, false, "command.build"));
        all.add(with("login", Action.LOGIN, Argument.NONE, false, "command.login"));
        all.add(with("df", Action.DF, Argument.NONE, false, "command.df", "usage"));
        all.add(with("prune", Action.PRUNE, Argument.NONE, false, "command.prune"));
        all.add(with("keep", Action.KEEP, Argument.NONE, false, "command.keep"));
        all.add(with("undo", Action.UNDO_CHOOSE, Argument.NONE, false, "command.undo"));
        all.add(with("undo-last", Action.UNDO, Argument.NONE, false, "command.undo-last"));
        all.add(with("empty-trash", Action.EMPTY_TRASH, Argument.NONE, false, "command.empty-trash"));
        all.add(with("copy", Action.COPY_TO, Argument.PLACE, false, "command.copy-to", "cp"));
        all.add(with("diff", Action.DIFF, Argument.NONE, false, "command.diff", "compare"));
        all.add(with("yank", Action.COPY, Argument.NONE, false, "command.copy", "clipboard"));
        all.add(with("context", Action.CONTEXT, Argument.CONTEXT, false, "command.context", "host", "backend", "ctx"));
        all.add(with("columns", Action.COLUMNS, Argument.COLUMNS, false, "command.columns"));
        all.add(with("goto", Action.FOCUS_IMAGES, Argument.PANE, true, "command.goto", "go"));
        all.add(with("config", Action.CONFIG, Argument.SETTINGS, true, "command.config", "settings"));
        for (Binding binding : KeyMap.all()) {
            Action action = binding.action();
            boolean known = all.stream().anyMatch(command -> command.action() == action);
            if (!known && !LEFT_OUT.contains(action)) {
                all.add(with(name(action), action, Argument.NONE, false, binding.label(), aliases(action)));
            }
        }
        return List.copyOf(all);
    }

    private static String[] aliases(Action action) {
        return switch (action) {
            case QUIT -> new String[] {"q", Commands.FORCED_QUIT, "exit"};
            case HELP -> new String[] {"h", "?"};
            case REPAINT -> new String[] {"repaint"};
            case REFRESH -> new String[] {"reload"};
            case UPDATES -> new String[] {"outdated"};
            default -> new String[0];
        };
    }

    private static String name(Action action) {
        return action == Action.REPAINT ? "redraw" : action.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Command with(String name, Action action, Argument argument, boolean needed, String label,
            String... aliases) {
        return new Command(name, List.of(aliases), action, argument, needed, label);
    }
}
