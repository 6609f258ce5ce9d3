package dev.jimg.tui.state;

/** What keys and answers do to the transfers. */
final class TransfersLogic {

    private TransfersLogic() {}

    static Update perform(AppState state, Action action) {
        return Update.of(state);
    }

    static Update move(AppState state, Action action) {
        TransfersPane pane = state.transfers();
        int height = state.height(Pane.TRANSFERS);
        ListCursor cursor = Reducer.moved(pane.cursor(), action, pane.lines().size(), height)
                .fit(pane.lines().size(), height);
        return Update.of(state.withTransfers(pane.withCursor(cursor)));
    }

    static Update on(AppState state, Event event) {
        return Update.of(state);
    }
}
