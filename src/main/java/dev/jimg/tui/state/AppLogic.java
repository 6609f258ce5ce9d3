package dev.jimg.tui.state;

import java.util.Optional;

/** What belongs to no pane: focus, size, the backend, errors, leaving. */
final class AppLogic {

    private AppLogic() {}

    static Update perform(AppState state, Action action) {
        return switch (action) {
            case FOCUS_IMAGES -> jump(state, Pane.IMAGES);
            case FOCUS_SEARCH -> jump(state, Pane.SEARCH);
            case FOCUS_DETAIL -> jump(state, Pane.DETAIL);
            case FOCUS_TRANSFERS -> jump(state, Pane.TRANSFERS);
            case FOCUS_NEXT -> jump(state, state.focus().next());
            case FOCUS_PREVIOUS -> jump(state, state.focus().previous());
            case LARGER -> refit(state.withEmphasis(Math.min(Layout.FULL, state.emphasis() + 1)));
            case SMALLER -> refit(state.withEmphasis(Math.max(0, state.emphasis() - 1)));
            case TAB_NEXT -> DetailLogic.show(state, state.detail().next(1));
            case TAB_PREVIOUS -> DetailLogic.show(state, state.detail().next(-1));
            case PULL -> PullLogic.open(state);
            case REFRESH -> refresh(state);
            case REPAINT -> Update.of(state, new Effect.Repaint());
            case SUSPEND -> Update.of(state, new Effect.Suspend());
            case PALETTE -> Update.of(state.open(PaletteDialog.start(state)));
            case HELP -> Update.of(state.open(HelpDialog.of(state)));
            case ACTIONS -> Update.of(state.open(ActionsDialog.of(state)));
            case LOG -> story(state);
            case CONTEXT -> PlacesDialog.open(state);
            case LOAD -> FormDialog.open(state, new LoadForm());
            case BUILD -> FormDialog.open(state, new BuildForm("."));
            case LOGIN -> FormDialog.open(state, LoginForm.of(state));
            case PRUNE -> PruneDialog.open(state);
            case KEEP -> KeepDialog.open(state);
            case DF -> UsageDialog.open(state);
            case UNDO, UNDO_CHOOSE, EMPTY_TRASH -> UndoLogic.perform(state, action);
            case UPDATES -> RadarLogic.open(state);
            case BACK -> back(state);
            case QUIT -> quit(state);
            default -> Update.of(state);
        };
    }

    /** Asks for everything in sight again; where there is no service, tries to open it again. */
    private static Update refresh(AppState state) {
        if (state.backend().isEmpty() && state.images().images().failure().isPresent()) {
            return Update.of(state.withImages(state.images().withImages(Loadable.empty())), new Effect.OpenService());
        }
        return ImagesLogic.reload(state).then(DetailLogic::reload)
                .then(s -> s.focus() == Pane.SEARCH ? SearchLogic.reload(s) : Update.of(s))
                .then(BackgroundLogic::watch);
    }

    static Update on(AppState state, Event event) {
        if (event instanceof Event.Resized resized) {
            return refit(state.withSize(resized.size()));
        }
        if (event instanceof Event.SettingsChanged) {
            return Update.of(state, new Effect.ReadSettings(false));
        }
        if (event instanceof Event.ShutdownRequested) {
            // Nobody is there to be asked.
            return Update.of(state, new Effect.Quit(true));
        }
        if (event instanceof Event.BackendOpened opened) {
            return ImagesLogic.reload(state.withBackend(opened.info())).then(BackgroundLogic::watch);
        }
        if (event instanceof Event.BackendFailed failed) {
            return Update.of(state.say(failed.failure()));
        }
        if (event instanceof Event.PlacesListed || event instanceof Event.BackendSwitched) {
            return PlacesDialog.on(state, event);
        }
        if (event instanceof Event.PathsChecked checked) {
            return FormDialog.checked(state, checked);
        }
        if (event instanceof Event.Said said) {
            return ImagesLogic.reload(state.say(Notice.Severity.DONE, said.what()));
        }
        if (event instanceof Event.Working working) {
            return Update.of(state.say(Notice.Severity.INFO, working.what()));
        }
        if (event instanceof Event.NotKept warned) {
            boolean said = state.log().stream().flatMap(notice -> notice.failure().stream())
                    .anyMatch(failure -> failure.getMessage().equals(warned.why().getMessage()));
            return Update.of(said ? state : state.say(warned.why()));
        }
        if (event instanceof Event.ActionFailed failed) {
            return Update.of(state.say(failed.failure()));
        }
        return Update.of(state);
    }

    /** Moves the focus by what was done to an item, so that {@code q} leads back from the detail. */
    static Update focus(AppState state, Pane pane) {
        boolean drilled = pane == Pane.DETAIL && state.focus() != Pane.DETAIL;
        Optional<Pane> origin = drilled ? Optional.of(state.focus())
                : pane == Pane.DETAIL ? state.detail().origin() : Optional.empty();
        return refit(state.withDetail(state.detail().withOrigin(origin)).withFocus(pane));
    }

    /** All that was said, the latest first, with the whole story of each. */
    static Update story(AppState state) {
        return Update.of(state.open(LogDialog.of(state)));
    }

    /** Moves the focus for its own sake: there is no way back to remember. */
    static Update jump(AppState state, Pane pane) {
        return refit(state.withDetail(state.detail().withOrigin(Optional.empty())).withFocus(pane));
    }

    /** Every list keeps its selected row in sight after the panes changed their heights. */
    static Update refit(AppState state) {
        return Update.of(state)
                .then(s -> ImagesLogic.move(s, Action.REPAINT))
                .then(s -> SearchLogic.move(s, Action.REPAINT))
                .then(DetailLogic::follow)
                .then(s -> DetailLogic.move(s, Action.REPAINT))
                .then(s -> TransfersLogic.move(s, Action.REPAINT));
    }

    /**
     * One step out: what narrows the list, then marks, then the enlarged pane, then the way back, tab by tab
     * and to the images, then what runs beside.
     */
    private static Update back(AppState state) {
        Optional<Update> narrower = switch (state.focus()) {
            case IMAGES -> ImagesLogic.back(state);
            case DETAIL -> DetailLogic.back(state);
            case SEARCH, TRANSFERS -> Optional.empty();
        };
        if (narrower.isPresent()) {
            return narrower.get();
        }
        if (state.emphasis() > 0) {
            return refit(state.withEmphasis(0));
        }
        return state.focus() == Pane.IMAGES ? RadarLogic.stop(state) : home(state);
    }

    private static Update home(AppState state) {
        if (state.focus() == Pane.DETAIL && state.detail().above().isPresent()) {
            return DetailLogic.show(state, state.detail().above().get());
        }
        Optional<Pane> origin = state.focus() == Pane.DETAIL ? state.detail().origin() : Optional.empty();
        return jump(state, origin.orElse(Pane.IMAGES));
    }

    /** The detail was opened from a pane, or from another tab, to which {@code q} leads back. */
    static boolean drilled(AppState state) {
        return state.focus() == Pane.DETAIL
                && (state.detail().origin().isPresent() || state.detail().above().isPresent());
    }

    private static Update quit(AppState state) {
        return drilled(state) ? home(state) : leave(state);
    }

    /** Ends the program; asks first while transfers run, or as the settings say. */
    static Update leave(AppState state) {
        boolean ask = switch (state.preferences().quitting()) {
            case WHILE_BUSY -> state.transfers().working();
            case ALWAYS -> true;
            case NEVER -> false;
        };
        return ask
                ? Update.of(state.open(ConfirmQuitDialog.of(state)))
                : Update.of(state, new Effect.Quit(true));
    }
}
