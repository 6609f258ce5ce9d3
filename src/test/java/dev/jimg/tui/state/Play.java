package dev.jimg.tui.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plays a story against the reducer: keys and answers go in, the state and the effects asked for come out.
 *
 * <pre>{@code play.press("/").type("ngi").press("enter"); play.one(Effect.ListImages.class).request();}</pre>
 */
public final class Play {

    /** The moment at which every story happens. */
    public static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private AppState state;
    private final List<Effect> effects = new ArrayList<>();
    /** What is wrong with the paths that are typed into forms. */
    private Optional<PathWish.Flaw> flaw = Optional.empty();

    private Play(AppState state) {
        this.state = state;
    }

    public static Play on(int columns, int rows) {
        return from(AppState.start(new ScreenSize(columns, rows), NOW));
    }

    public static Play from(AppState state) {
        return new Play(state);
    }

    /** Presses keys by their names, one after another. */
    public Play press(String... keys) {
        for (String key : keys) {
            happen(new Event.KeyPressed(key));
        }
        return this;
    }

    /** Types a text, letter by letter. */
    public Play type(String text) {
        text.codePoints().forEach(c -> press(c == ' ' ? "space" : Character.toString(c)));
        return this;
    }

    public Play happen(Event event) {
        Update update = Reducer.apply(state, event);
        state = update.state();
        effects.addAll(update.effects());
        for (Effect effect : update.effects()) {
            if (effect instanceof Effect.CheckPaths check) {
                effects.remove(check);
                happen(new Event.PathsChecked(check.request(), flaw));
            }
        }
        return this;
    }

    /** The paths that are typed from now on are good, as they are from the beginning, or this is wrong. */
    public Play paths(Optional<PathWish.Flaw> wrong) {
        flaw = wrong;
        return this;
    }

    public Play resize(int columns, int rows) {
        return happen(new Event.Resized(new ScreenSize(columns, rows)));
    }

    /** What happens from now on happens at this moment. */
    public Play at(Instant moment) {
        state = state.withNow(moment);
        return this;
    }

    public AppState state() {
        return state;
    }

    /** The effects asked for since they were last taken. */
    public List<Effect> take() {
        List<Effect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }

    /** The only effect of its kind since effects were last taken; takes all of them. */
    public <E extends Effect> E one(Class<E> kind) {
        List<E> found = take().stream().filter(kind::isInstance).map(kind::cast).toList();
        assertEquals(1, found.size(), () -> "effects of kind " + kind.getSimpleName());
        return found.get(0);
    }
}
