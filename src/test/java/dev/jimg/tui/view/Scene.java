package dev.jimg.tui.view;

import dev.jimg.service.Failure;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Dialog;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.FormDialog;
import dev.jimg.tui.state.Pane;
import dev.jimg.tui.state.Play;
import dev.jimg.tui.term.Grid;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A pane, tab, dialog or form in one of the states that it can be in, on a screen of any size.
 *
 * @param thing the dialog's, form's, pane's or tab's name, as {@link #thing} has it
 */
record Scene(String thing, Kind kind, Stage stage) {

    enum Kind {
        /** With all that it can hold. */
        FULL,
        /** With nothing to show or nothing typed. */
        EMPTY, LOADING, FAILED,
        /** With Chinese letters or emoji in what comes from outside. */
        WIDE
    }

    /** How it comes to be. */
    @FunctionalInterface
    interface Stage {
        Play on(int columns, int rows);
    }

    static final Failure GONE = new Failure(Failure.Kind.UNREACHABLE, "use the engine", "",
            "no engine listens at unix:///var/run/docker.sock (Connection refused)",
            "Is the engine running? Start it, or name another with -H; with --store the embedded store works without "
                    + "any engine.");

    String name() {
        return thing + "-" + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name();
    }

    /** What a state shows foremost: the form of a dialog, the dialog, the tab of the detail, the pane. */
    static String thing(AppState state) {
        Optional<Dialog> dialog = state.dialog();
        if (dialog.isPresent()) {
            return dialog.get() instanceof FormDialog form ? form.form().getClass().getSimpleName()
                    : dialog.get().getClass().getSimpleName();
        }
        Pane pane = state.focus();
        return pane == Pane.DETAIL ? word(state.detail().tab()) : word(pane);
    }

    static String word(Enum<?> value) {
        return (value instanceof Pane ? "pane-" : "tab-") + value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Grid drawn(int columns, int rows, Look look) {
        Grid grid = new Grid(columns, rows, dev.jimg.tui.term.Glyphs.UNICODE);
        Frame.draw(stage.on(columns, rows).state(), grid, look);
        return grid;
    }

    /** Lets the question that was asked last fail. */
    static Play fail(Play play) {
        List<Effect> effects = play.take();
        for (int i = effects.size() - 1; i >= 0; i--) {
            Optional<Long> request = request(effects.get(i));
            if (request.isPresent()) {
                return play.happen(new Event.RequestFailed(request.get(), GONE));
            }
        }
        throw new AssertionError("nobody asked for anything; asked for: " + effects);
    }

    private static Optional<Long> request(Effect effect) {
        for (RecordComponent part : effect.getClass().getRecordComponents()) {
            if (part.getName().equals("request")) {
                try {
                    part.getAccessor().setAccessible(true);
                    return Optional.of((Long) part.getAccessor().invoke(effect));
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return Optional.empty();
    }
}
