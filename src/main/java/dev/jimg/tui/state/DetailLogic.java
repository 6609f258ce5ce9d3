package dev.jimg.tui.state;

/** What keys and answers do to the detail pane, and how it follows the selected image. */
final class DetailLogic {

    private DetailLogic() {}

    static Update perform(AppState state, Action action) {
        return tags(state) ? TagsLogic.perform(state, action) : Update.of(state);
    }

    static boolean typing(AppState state) {
        return tags(state) && TagsLogic.typing(state);
    }

    static Update type(AppState state, String key) {
        return tags(state) ? TagsLogic.type(state, key) : Update.of(state);
    }

    static Update paste(AppState state, String text) {
        return tags(state) ? TagsLogic.paste(state, text) : Update.of(state);
    }

    static Update move(AppState state, Action action) {
        return tags(state) ? TagsLogic.move(state, action) : Update.of(state);
    }

    static Update on(AppState state, Event event) {
        return TagsLogic.on(state, event);
    }

    /** Shows a tab, and asks for what it shows if that is not here. */
    static Update show(AppState state, DetailTab tab) {
        AppState shown = state.withDetail(state.detail().withTab(tab));
        return tab == DetailTab.TAGS ? TagsLogic.arrive(shown) : follow(shown);
    }

    private static boolean tags(AppState state) {
        return state.detail().tab() == DetailTab.TAGS;
    }

    /** Turns the shown tab to the image that is selected now. */
    static Update follow(AppState state) {
        return Update.of(state);
    }
}
