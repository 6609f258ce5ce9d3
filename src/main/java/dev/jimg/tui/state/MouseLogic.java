package dev.jimg.tui.state;

import java.util.Optional;

/**
 * What clicks and the wheel do: always what some key does, so that nothing needs a mouse. A click on a hint is its key, on
 * a row it selects, twice it is Enter; the wheel moves in what is under it, wherever the focus is.
 */
final class MouseLogic {

    private static final int WHEEL_ROWS = 3;

    private MouseLogic() {}

    static Update on(AppState state, Pointing pointing) {
        Optional<Target.Press> press = pointing.find(Target.Press.class);
        if (pointing.kind() != Pointing.Kind.CLICK) {
            return wheel(state, pointing);
        }
        if (press.isPresent()) {
            return key(state, press.get().key());
        }
        if (state.dialog().isPresent()) {
            Optional<Target.Choice> choice = pointing.find(Target.Choice.class);
            return choice.isPresent()
                    ? state.dialog().get().choose(state.withoutNotice(), choice.get().index(), pointing.twice())
                    : pointing.find(Target.Row.class).map(row -> inDialog(state, row.delta(), pointing.twice()))
                    .orElse(Update.of(state));
        }
        return inPanes(state.withoutNotice(), pointing);
    }

    private static Update inPanes(AppState state, Pointing pointing) {
        Optional<Pane> pane = pointing.find(Target.Focus.class).map(Target.Focus::pane);
        if (pane.isEmpty() || Reducer.typing(state) && pane.get() != state.focus()) {
            return Update.of(state);
        }
        // By the view's own targets: a row is counted from the cursor that was drawn, before the focus changes anything.
        Optional<Target.Row> row = pointing.find(Target.Row.class);
        Update at = row.map(target -> select(state, pane.get(), target.delta())).orElse(Update.of(state))
                .then(s -> s.focus() == pane.get() ? Update.of(s) : AppLogic.jump(s, pane.get()));
        Optional<Target.Tab> tab = pointing.find(Target.Tab.class);
        if (tab.isPresent()) {
            return at.then(s -> DetailLogic.show(s, tab.get().tab()));
        }
        Optional<Target.Sort> sort = pointing.find(Target.Sort.class);
        if (sort.isPresent()) {
            return at.then(s -> ImagesLogic.sort(s, s.images().order().by(sort.get().column())));
        }
        return row.isPresent() && pointing.twice() ? at.then(s -> key(s, "enter")) : at;
    }

    /** The image list goes there at once, for each row it passes would be asked about. */
    private static Update select(AppState state, Pane pane, int delta) {
        if (pane == Pane.IMAGES) {
            return ImagesLogic.select(state, delta);
        }
        Update update = Update.of(state);
        for (int i = 0; i < Math.abs(delta); i++) {
            update = update.then(s -> Reducer.moveIn(s, pane, delta < 0 ? Action.UP : Action.DOWN));
        }
        return update;
    }

    private static Update inDialog(AppState state, int delta, boolean twice) {
        Update update = Update.of(state);
        for (int i = 0; i < Math.abs(delta); i++) {
            update = update.then(s -> key(s, delta < 0 ? "up" : "down"));
        }
        return twice ? update.then(s -> key(s, "enter")) : update;
    }

    private static Update wheel(AppState state, Pointing pointing) {
        boolean up = pointing.kind() == Pointing.Kind.WHEEL_UP;
        if (state.dialog().isPresent()) {
            return key(state, state.dialog().get().wheel(up));
        }
        Optional<Pane> pane = pointing.find(Target.Focus.class).map(Target.Focus::pane);
        Update update = Update.of(state);
        for (int i = 0; i < WHEEL_ROWS && pane.isPresent(); i++) {
            update = update.then(s -> Reducer.moveIn(s, pane.get(), up ? Action.UP : Action.DOWN));
        }
        return update;
    }

    private static Update key(AppState state, String key) {
        return Reducer.apply(state, new Event.KeyPressed(key));
    }
}
