package dev.jimg.tui.state;

/** What keys and answers do to the search pane. */
final class SearchLogic {

    private SearchLogic() {}

    static Update perform(AppState state, Action action) {
        return Update.of(state);
    }

    static Update type(AppState state, String key) {
        return Update.of(state);
    }

    static Update paste(AppState state, String text) {
        SearchPane pane = state.search();
        return Update.of(state.withSearch(pane.withQuery(pane.query().paste(text), true)));
    }

    static Update move(AppState state, Action action) {
        SearchPane pane = state.search();
        int height = Math.max(1, state.height(Pane.SEARCH) - 1);
        ListCursor cursor = Reducer.moved(pane.cursor(), action, pane.shown().size(), height)
                .fit(pane.shown().size(), height);
        return Update.of(state.withSearch(pane.withCursor(cursor)));
    }

    static Update on(AppState state, Event event) {
        return Update.of(state);
    }
}
