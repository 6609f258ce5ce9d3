package dev.jimg.tui.state;

import java.util.Optional;

/** The detail pane: which tab gets the keys and answers, and how the shown one follows the selected image. */
final class DetailLogic {

    private DetailLogic() {}

    static Update perform(AppState state, Action action) {
        if (action == Action.FILES && state.detail().tab() != DetailTab.TAGS) {
            return FilesLogic.open(state);
        }
        return switch (state.detail().tab()) {
            case OUTPUT -> OutputLogic.perform(state, action);
            case LAYERS -> LayersLogic.perform(state, action);
            case FILES -> FilesLogic.perform(state, action);
            case INSPECT -> InspectLogic.perform(state, action);
            case USED_BY -> UsedByLogic.perform(state, action);
            case TAGS -> TagsLogic.perform(state, action);
        };
    }

    static boolean typing(AppState state) {
        return switch (state.detail().tab()) {
            case OUTPUT, LAYERS, USED_BY -> false;
            case FILES -> state.detail().files().typing();
            case INSPECT -> InspectLogic.typing(state);
            case TAGS -> TagsLogic.typing(state);
        };
    }

    static Update type(AppState state, String key) {
        return switch (state.detail().tab()) {
            case TAGS -> TagsLogic.type(state, key);
            case FILES -> FilesLogic.type(state, key);
            default -> InspectLogic.type(state, key);
        };
    }

    static Update paste(AppState state, String text) {
        return switch (state.detail().tab()) {
            case TAGS -> TagsLogic.paste(state, text);
            case FILES -> FilesLogic.paste(state, text);
            default -> InspectLogic.paste(state, text);
        };
    }

    static Update move(AppState state, Action action) {
        return switch (state.detail().tab()) {
            case OUTPUT -> OutputLogic.move(state, action);
            case LAYERS -> LayersLogic.move(state, action);
            case FILES -> FilesLogic.move(state, action);
            case INSPECT -> InspectLogic.move(state, action);
            case USED_BY -> UsedByLogic.move(state, action);
            case TAGS -> TagsLogic.move(state, action);
        };
    }

    /** All tabs hear all answers: one may come after its tab was left. */
    static Update on(AppState state, Event event) {
        return LayersLogic.on(state, event)
                .then(s -> FilesLogic.on(s, event))
                .then(s -> InspectLogic.on(s, event))
                .then(s -> UsedByLogic.on(s, event))
                .then(s -> TagsLogic.on(s, event));
    }

    /** Clears what narrows the shown tab: its filter or search. Empty if there is nothing to clear. */
    static Optional<Update> back(AppState state) {
        return switch (state.detail().tab()) {
            case OUTPUT, LAYERS -> Optional.empty();
            case FILES -> FilesLogic.back(state);
            case INSPECT -> InspectLogic.back(state);
            case USED_BY -> UsedByLogic.back(state);
            case TAGS -> TagsLogic.back(state);
        };
    }

    /** Shows a tab, and asks for what it shows if that is not here. */
    static Update show(AppState state, DetailTab tab) {
        AppState shown = state.withDetail(state.detail().withTab(tab));
        return tab == DetailTab.TAGS ? TagsLogic.arrive(shown)
                : follow(shown).then(s -> move(s, Action.REPAINT));
    }

    /** Turns the pane to what is selected now; does nothing while the pane cannot be seen. */
    static Update follow(AppState state) {
        return follow(TagsLogic.strange(state) ? state.withDetail(state.detail().withTab(state.detail().imageTab()))
                : state, false);
    }

    /** Asks again for what the shown tab shows; the old content stays until the new is here. */
    static Update reload(AppState state) {
        return follow(state, true);
    }

    private static Update follow(AppState state, boolean anew) {
        if (state.layout().rect(Pane.DETAIL).isEmpty()) {
            return Update.of(state);
        }
        return switch (state.detail().tab()) {
            case OUTPUT -> Update.of(state);
            case LAYERS -> LayersLogic.follow(state, anew);
            case FILES -> FilesLogic.follow(state, anew);
            case INSPECT -> InspectLogic.follow(state, anew);
            case USED_BY -> UsedByLogic.follow(state, anew);
            case TAGS -> TagsLogic.follow(state, anew);
        };
    }
}
