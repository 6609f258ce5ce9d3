package dev.jimg.tui.state;

/** What keys and the palette can do. Which of them a pane knows, and by which keys, stands in {@link KeyMap}. */
public enum Action {
    // moving in the list of the focused pane
    UP, DOWN, PAGE_UP, PAGE_DOWN, FIRST, LAST, DETAIL_UP, DETAIL_DOWN,
    // between panes
    FOCUS_IMAGES, FOCUS_SEARCH, FOCUS_DETAIL, FOCUS_TRANSFERS, FOCUS_NEXT, FOCUS_PREVIOUS,
    LARGER, SMALLER, TAB_NEXT, TAB_PREVIOUS,
    // everywhere
    FILTER, PALETTE, HELP, ACTIONS, OPEN, BACK, QUIT, REFRESH, REPAINT, SUSPEND, LOG, CONTEXT,
    // marks and order
    MARK, MARK_RANGE, MARK_ALL, SORT_NEXT, SORT_NAME, SORT_SIZE, SORT_CREATED,
    // images
    PULL, PUSH, TAG, REMOVE, INSPECT, SAVE, LOAD, RUN, COPY, COPY_TO, VERIFY, REPAIR, PRUNE, KEEP, BUILD, LOGIN, DF, DIFF,
    UPDATES,
    // undo
    UNDO, UNDO_CHOOSE, EMPTY_TRASH,
    // how the image list looks, own commands, settings
    TREE, COLUMNS, OWN_COMMANDS, CONFIG,
    // search
    OFFICIAL_ONLY, SORT_STARS,
    // detail
    USED_BY, FOLD, FIND_NEXT, FIND_PREVIOUS,
    // files
    FILES, INTO, OUT, LAYER_TREE, SHOW_ADDED, SHOW_REMOVED, SHOW_CHANGED, LAYER_BELOW, LAYER_ABOVE, WASTE,
    // containers
    STOP, KILL, SHELL, COMMIT, FOLLOW,
    // transfers
    CANCEL, RESUME, CLEAR_FINISHED
}
