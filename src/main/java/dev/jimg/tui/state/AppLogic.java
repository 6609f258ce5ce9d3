package dev.jimg.tui.state;

import dev.jimg.service.Failure;

/** What belongs to no pane: focus, size, the backend, errors, leaving. */
final class AppLogic {

    private AppLogic() {}

    static Update perform(AppState state, Action action) {
        return switch (action) {
            case FOCUS_IMAGES -> focus(state, Pane.IMAGES);
            case FOCUS_SEARCH -> focus(state, Pane.SEARCH);
            case FOCUS_DETAIL -> focus(state, Pane.DETAIL);
            case FOCUS_TRANSFERS -> focus(state, Pane.TRANSFERS);
            case FOCUS_NEXT -> focus(state, state.focus().next());
            case FOCUS_PREVIOUS -> focus(state, state.focus().previous());
            case LARGER -> refit(state.withEmphasis(Math.min(Layout.FULL, state.emphasis() + 1)));
            case SMALLER -> refit(state.withEmphasis(Math.max(0, state.emphasis() - 1)));
            case TAB_NEXT -> DetailLogic.show(state, state.detail().tab().next());
            case TAB_PREVIOUS -> DetailLogic.show(state, state.detail().tab().previous());
            case PULL -> PullLogic.open(state);
            case REFRESH -> ImagesLogic.reload(state);
            case REPAINT -> Update.of(state, new Effect.Repaint());
            case SUSPEND -> Update.of(state, new Effect.Suspend());
            case BACK -> back(state);
            case QUIT -> quit(state);
            default -> Update.of(state);
        };
    }

    static Update on(AppState state, Event event) {
        if (event instanceof Event.Resized resized) {
            return refit(state.withSize(resized.size()));
        }
        if (event instanceof Event.ShutdownRequested) {
            return Update.of(state, new Effect.Quit());
        }
        if (event instanceof Event.BackendOpened opened) {
            return ImagesLogic.reload(state.withBackend(opened.info()));
        }
        if (event instanceof Event.BackendFailed failed) {
            return Update.of(state.say(failed.failure()));
        }
        if (event instanceof Event.ActionFailed failed) {
            return Update.of(state.say(failed.failure()));
        }
        return Update.of(state);
    }

    static Update focus(AppState state, Pane pane) {
        return refit(state.withFocus(pane));
    }

    static AppState say(AppState state, Failure failure) {
        return state.say(failure);
    }

    /** Every list keeps its selected row in sight after the panes changed their heights. */
    static Update refit(AppState state) {
        return Update.of(state)
                .then(s -> ImagesLogic.move(s, Action.REPAINT))
                .then(s -> SearchLogic.move(s, Action.REPAINT))
                .then(s -> DetailLogic.move(s, Action.REPAINT))
                .then(s -> TransfersLogic.move(s, Action.REPAINT));
    }

    private static Update back(AppState state) {
        return Update.of(state);
    }

    private static Update quit(AppState state) {
        return Update.of(state, new Effect.Quit());
    }
}
