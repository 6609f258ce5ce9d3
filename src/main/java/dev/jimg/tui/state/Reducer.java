package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one way from a state to the next. Keys go to the topmost dialog, else to the line that is being typed, else
 * through the {@link KeyMap} to the logic of the pane; answers go to whoever waits for them.
 */
public final class Reducer {

    private Reducer() {}

    public static Update apply(AppState state, Event event) {
        Update update = MarkedLogic.follow(state.images(), applied(state, event));
        return new Update(update.state().owed(answer(event)), update.effects());
    }

    private static boolean answer(Event event) {
        return event instanceof Event.ImagesListed || event instanceof Event.HistoryLoaded
                || event instanceof Event.DetailsLoaded || event instanceof Event.ContainersListed
                || event instanceof Event.ImagesMeasured || event instanceof Event.RequestFailed;
    }

    private static Update applied(AppState state, Event event) {
        if (event instanceof Event.KeyPressed pressed) {
            return key(state, pressed.key());
        }
        if (event instanceof Event.TextPasted pasted) {
            return paste(state, pasted.text());
        }
        if (event instanceof Event.Pointed pointed) {
            return MouseLogic.on(state, pointed.what());
        }
        return Update.of(withDialogsTold(state, event))
                .then(s -> AppLogic.on(s, event))
                .then(s -> ImagesLogic.on(s, event))
                .then(s -> MarkedLogic.on(s, event))
                .then(s -> UndoLogic.on(s, event))
                .then(s -> SearchLogic.on(s, event))
                .then(s -> DetailLogic.on(s, event))
                .then(s -> PullLogic.on(s, event))
                .then(s -> TransfersLogic.on(s, event))
                .then(s -> BackgroundLogic.on(s, event))
                .then(s -> BatchLogic.on(s, event))
                .then(s -> SettingsLogic.on(s, event))
                .then(s -> RadarLogic.on(s, event));
    }

    /** Does what a binding stands for, unless it cannot be done now: then it says why. */
    public static Update perform(AppState state, Binding binding) {
        String obstacle = binding.disabled().apply(state);
        if (!obstacle.isEmpty()) {
            return Update.of(state.say(Notice.Severity.INFO, Text.of(obstacle)));
        }
        Action action = binding.action();
        return switch (binding.where()) {
            case EVERYWHERE -> AppLogic.perform(state, action);
            case IMAGES -> ImagesLogic.perform(state, action);
            case SEARCH -> SearchLogic.perform(state, action);
            case LAYERS, FILES, INSPECT, USED_BY, OUTPUT, TAGS -> DetailLogic.perform(state, action);
            case TRANSFERS -> TransfersLogic.perform(state, action);
            case LIST -> move(state, action);
        };
    }

    private static Update key(AppState told, String key) {
        AppState state = told.withoutNotice();
        if (key.equals("ctrl+l") || key.equals("ctrl+z")) {
            return AppLogic.perform(state, key.equals("ctrl+l") ? Action.REPAINT : Action.SUSPEND);
        }
        boolean interrupt = key.equals("ctrl+c");
        Optional<Dialog> dialog = state.dialog();
        if (dialog.isPresent()) {
            return dialog.get().key(state, interrupt && !dialog.get().takesInterrupt() ? "esc" : key);
        }
        if (typing(state)) {
            return type(state, interrupt ? "esc" : key);
        }
        return KeyMap.find(state, key).map(binding -> perform(state, binding)).orElse(Update.of(state));
    }

    private static Update type(AppState state, String key) {
        return switch (state.focus()) {
            case IMAGES -> ImagesLogic.type(state, key);
            case SEARCH -> SearchLogic.type(state, key);
            default -> DetailLogic.type(state, key);
        };
    }

    private static Update paste(AppState state, String text) {
        Optional<Dialog> dialog = state.dialog();
        if (dialog.isPresent()) {
            return dialog.get().paste(state, text);
        }
        if (!typing(state)) {
            return Update.of(state);
        }
        return switch (state.focus()) {
            case IMAGES -> ImagesLogic.paste(state, text);
            case SEARCH -> SearchLogic.paste(state, text);
            default -> DetailLogic.paste(state, text);
        };
    }

    /** Whether the focused pane has a line that is being typed into. */
    public static boolean typing(AppState state) {
        return switch (state.focus()) {
            case IMAGES -> state.images().typing();
            case SEARCH -> state.search().typing();
            case DETAIL -> DetailLogic.typing(state);
            case TRANSFERS -> false;
        };
    }

    private static Update move(AppState state, Action action) {
        if (action == Action.DETAIL_UP || action == Action.DETAIL_DOWN) {
            return DetailLogic.move(state, action == Action.DETAIL_UP ? Action.UP : Action.DOWN);
        }
        return moveIn(state, state.focus(), action);
    }

    /** Moves in the list of a pane, which need not have the focus. */
    static Update moveIn(AppState state, Pane pane, Action action) {
        return switch (pane) {
            case IMAGES -> ImagesLogic.move(state, action);
            case SEARCH -> SearchLogic.move(state, action);
            case DETAIL -> DetailLogic.move(state, action);
            case TRANSFERS -> TransfersLogic.move(state, action);
        };
    }

    /** What a movement does to a list's cursor. */
    static ListCursor moved(ListCursor cursor, Action action, int count, int height) {
        return switch (action) {
            case UP -> cursor.move(-1, count, height);
            case DOWN -> cursor.move(1, count, height);
            case PAGE_UP -> cursor.move(-Math.max(1, height - 1), count, height);
            case PAGE_DOWN -> cursor.move(Math.max(1, height - 1), count, height);
            case FIRST -> cursor.to(0, count, height);
            case LAST -> cursor.to(count - 1, count, height);
            default -> cursor;
        };
    }

    private static AppState withDialogsTold(AppState state, Event event) {
        if (state.dialogs().isEmpty()) {
            return state;
        }
        List<Dialog> told = new ArrayList<>(state.dialogs().size());
        state.dialogs().forEach(dialog -> told.add(dialog.on(event)));
        return state.withDialogs(told);
    }
}
