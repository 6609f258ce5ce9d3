package dev.jimg.tui.state;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The next state, and what is to be done outside of it. */
public record Update(AppState state, List<Effect> effects) {

    public Update {
        effects = List.copyOf(effects);
    }

    public static Update of(AppState state, Effect... effects) {
        return new Update(state, List.of(effects));
    }

    /** With one more effect, the last of them. */
    Update and(Effect effect) {
        return then(same -> of(same, effect));
    }

    /** Continues with the state; the effects of both add up. */
    public Update then(Function<AppState, Update> step) {
        Update next = step.apply(state);
        List<Effect> all = new ArrayList<>(effects);
        all.addAll(next.effects);
        return new Update(next.state, all);
    }
}
