package dev.jimg.tui.state;

/** What keys and answers do to the detail pane, and how it follows the selected image. */
final class DetailLogic {

    private DetailLogic() {}

    static Update perform(AppState state, Action action) {
        return Update.of(state);
    }

    static boolean typing(AppState state) {
        return false;
    }

    static Update type(AppState state, String key) {
        return Update.of(state);
    }

    static Update paste(AppState state, String text) {
        return Update.of(state);
    }

    static Update move(AppState state, Action action) {
        return Update.of(state);
    }

    static Update on(AppState state, Event event) {
        return Update.of(state);
    }

    /** Shows a tab, and asks for what it shows if that is not here. */
    static Update show(AppState state, DetailTab tab) {
        return follow(state.withDetail(state.detail().withTab(tab)));
    }

    /** Turns the shown tab to the image that is selected now. */
    static Update follow(AppState state) {
        return Update.of(state);
    }
}
