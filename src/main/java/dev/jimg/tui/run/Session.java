package dev.jimg.tui.run;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.Reducer;
import dev.jimg.tui.state.Update;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * The state and what becomes of it, without a terminal: events in, effects out. Owned by one thread.
 */
public final class Session {

    private final EffectRunner runner;
    private final Consumer<Effect> terminal;
    private final Clock clock;
    private AppState state;

    /** @param terminal does the effects that concern the terminal: suspend, lend, repaint, quit */
    public Session(AppState start, EffectRunner runner, Consumer<Effect> terminal, Clock clock) {
        this.state = start;
        this.runner = runner;
        this.terminal = terminal;
        this.clock = clock;
    }

    public AppState state() {
        return state;
    }

    /** Applies one event, and does what follows from it. */
    public void apply(Event event) {
        Update update = Reducer.apply(state.withNow(clock.instant()), event);
        state = update.state();
        for (Effect effect : update.effects()) {
            if (effect instanceof Effect.OnTerminal) {
                terminal.accept(effect);
            } else {
                runner.run(effect);
            }
        }
    }
}
