package dev.jimg.tui;

import static org.junit.jupiter.api.Assertions.fail;

import dev.jimg.service.BackendChoice;
import dev.jimg.service.ServiceOpener;
import dev.jimg.tui.run.EffectRunner;
import dev.jimg.tui.run.Mailbox;
import dev.jimg.tui.run.Session;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.ScreenSize;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.GridText;
import dev.jimg.tui.view.Frame;
import dev.jimg.tui.view.Golden;
import dev.jimg.tui.view.Look;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The app as a story: keys in, screens out, with a real image service behind it and without a terminal. The clock stands
 * still, so that «2 days ago» is the same in every run.
 */
public final class Ui implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final long STEP_NANOS = 20_000_000L;
    private static final Set<String> NAMED_KEYS = Set.of("enter", "esc", "tab", "space", "up", "down", "left", "right",
            "home", "end", "pgup", "pgdn", "delete", "backspace", "shift+tab");

    private final Mailbox mailbox = new Mailbox();
    private final EffectRunner runner;
    private final Session session;
    private final List<Effect> terminal = new ArrayList<>();

    private Ui(int columns, int rows, ServiceOpener opener, Clock clock) {
        runner = new EffectRunner(mailbox, opener, BackendChoice.AUTOMATIC);
        session = new Session(AppState.start(new ScreenSize(columns, rows), clock.instant()), runner, terminal::add,
                clock);
    }

    /** Opens the app on a service, and waits for its first list. */
    public static Ui open(int columns, int rows, ServiceOpener opener) {
        return open(columns, rows, opener, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    /** The same with a clock that may run: what is told of speed depends on it. */
    public static Ui open(int columns, int rows, ServiceOpener opener, Clock clock) {
        Ui ui = new Ui(columns, rows, opener, clock);
        ui.runner.open();
        return ui.settle();
    }

    /** Presses keys by name; a longer text is typed letter by letter. */
    public Ui press(String... keys) {
        for (String key : keys) {
            if (NAMED_KEYS.contains(key) || key.startsWith("ctrl+") || key.codePointCount(0, key.length()) == 1) {
                session.apply(new Event.KeyPressed(key));
            } else {
                key.codePoints().mapToObj(Character::toString)
                        .forEach(letter -> session.apply(new Event.KeyPressed(letter.equals(" ") ? "space" : letter)));
            }
        }
        return this;
    }

    public Ui paste(String text) {
        session.apply(new Event.TextPasted(text));
        return this;
    }

    public Ui resize(int columns, int rows) {
        session.apply(new Event.Resized(new ScreenSize(columns, rows)));
        return this;
    }

    /** Applies what comes until nothing is under way and nothing waits. */
    public Ui settle() {
        return until("nothing is under way", state -> mailbox.isEmpty() && !runner.busy() && mailbox.isEmpty());
    }

    /** Applies what comes until the state is as it should be. */
    public Ui until(String what, Predicate<AppState> condition) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.test(session.state())) {
            if (System.nanoTime() > end) {
                fail("waited " + BOUND.toSeconds() + " s until " + what + "; the screen was\n" + text());
            }
            pump();
        }
        return this;
    }

    public AppState state() {
        return session.state();
    }

    /** What the app wanted of the terminal so far. */
    public List<Effect> terminalEffects() {
        return List.copyOf(terminal);
    }

    public Ui expectScreen(String name) {
        Golden.expect(name, session.state());
        return this;
    }

    /** The screen as a picture of cells. */
    public Grid frame() {
        return frame(Golden.ENGLISH);
    }

    /** The screen in another language or other colours. */
    public Grid frame(Look look) {
        Grid grid = new Grid(state().size().columns(), state().size().rows(), Glyphs.UNICODE);
        Frame.draw(state(), grid, look);
        return grid;
    }

    /** The screen as text. */
    public String text() {
        return String.join("\n", GridText.lines(frame()));
    }

    @Override
    public void close() {
        runner.close();
    }

    private void pump() {
        try {
            mailbox.take(STEP_NANOS).forEach(session::apply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted");
        }
    }
}
