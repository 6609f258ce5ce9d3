package dev.jimg.tui.run;

import com.googlecode.lanterna.TerminalSize;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Failure;
import dev.jimg.service.ServiceOpener;
import dev.jimg.text.Messages;
import dev.jimg.text.SafeText;
import dev.jimg.tui.settings.Settings;
import dev.jimg.tui.settings.SettingsFile;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Effect;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.ScreenSize;
import dev.jimg.tui.term.ColorDepth;
import dev.jimg.tui.term.Diff;
import dev.jimg.tui.term.ForegroundProgram;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.Grid;
import dev.jimg.tui.term.Input;
import dev.jimg.tui.term.Key;
import dev.jimg.tui.term.KeyReader;
import dev.jimg.tui.term.Mouse;
import dev.jimg.tui.term.Paste;
import dev.jimg.tui.term.TerminalLoan;
import dev.jimg.tui.term.TtyTerminal;
import dev.jimg.tui.view.Drawn;
import dev.jimg.tui.view.Frame;
import dev.jimg.tui.view.Look;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The full-screen program, from its first frame to the terminal as it was before. */
public final class App {

    private static final long FRAME_NANOS = 33_000_000L;
    private static final long TICK_NANOS = 1_000_000_000L;
    /** The exit status of who ends by SIGHUP. */
    private static final int HUNG_UP = 129;
    private static final long SECONDS_A_DAY = 86_400;
    private static final String SUSPEND_KEY = "ctrl+z";

    private final TtyTerminal terminal;
    private final Thread hearing;
    private final Glyphs glyphs;
    private final Map<String, String> environment;
    private final LiveSettings settings;
    private final SettingsWatch watch;
    private final Clicks clicks = new Clicks();
    private final AtomicInteger unanswered = new AtomicInteger();
    private Look look;
    private Diff diff;
    private final Mailbox mailbox = new Mailbox();
    private final EffectRunner runner;
    private final Session session;
    private final KeyReader reader;
    private TerminalLoan loan;
    private Grid grid;
    private boolean dirty = true;
    private boolean urgent;
    private boolean quit;
    /** Whether transfers go on without the screen. */
    private boolean keep;
    private volatile boolean hungUp;
    private long lastFrame;

    private App(TtyTerminal terminal, ServiceOpener opener, BackendChoice choice, Map<String, String> environment,
            SettingsFile file) {
        this.terminal = terminal;
        this.hearing = new Thread(this::hear, "jimg-signals");
        hearing.start();
        this.environment = environment;
        this.settings = new LiveSettings(file, environment);
        this.watch = new SettingsWatch(file.path(), () -> mailbox.post(new Event.SettingsChanged()));
        this.glyphs = terminal.glyphs();
        show(settings.settings());
        this.runner = new EffectRunner(mailbox, opener, choice);
        runner.keep(settings.settings().engineTrash(), settings.keepHours());
        ScreenSize size = size();
        this.grid = new Grid(size.columns(), size.rows(), glyphs);
        Clock clock = Clock.systemUTC();
        this.session = new Session(AppState.start(size, clock.instant(), settings.settings().preferences()),
                runner, this::control, clock);
        this.reader = terminal.reader(this::typed, () -> mailbox.post(new Event.ShutdownRequested()));
    }

    /**
     * Runs until the person quits. The terminal is as it was before, also when a fault of the program's own is thrown.
     *
     * @return the exit status
     */
    public static int run(TtyTerminal terminal, ServiceOpener opener, BackendChoice choice,
            Map<String, String> environment, SettingsFile file) {
        App app = new App(terminal, opener, choice, environment, file);
        // A signal ends the program through its hooks alone.
        Thread ending = new Thread(app.runner::close, "jimg-ending");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            app.loop();
            return app.hungUp ? HUNG_UP : 0;
        } catch (IOException e) {
            // The terminal went away; there is nobody to tell.
            app.keep = true;
            return app.hungUp ? HUNG_UP : 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } finally {
            terminal.close();
            app.runner.close(app.keep, app.session.state().transfers());
        }
    }

    private void loop() throws IOException, InterruptedException {
        terminal.mouse(settings.settings().mouse());
        hearing.join();
        terminal.enterPrivateMode();
        draw();
        reader.start();
        runner.open();
        watch.start();
        settings.problem().ifPresent(problem -> tell(true));
        while (!quit) {
            List<Event> events = mailbox.take(patience());
            events.forEach(this::step);
            if (events.isEmpty() && !dirty) {
                step(new Event.Ticked());
            }
            if (dirty && !quit && untilNextFrame() == 0) {
                draw();
            }
        }
        reader.stop();
    }

    /**
     * Begins before the terminal is taken over: a signal that stops the program would leave it as it is then. Beside the
     * rest of the start, for the first of these takes tens of milliseconds.
     */
    private void hear() {
        terminal.onSignal("TSTP", () -> mailbox.post(new Event.KeyPressed(SUSPEND_KEY)));
        terminal.onSignal("WINCH", () -> mailbox.post(new Event.Resized(size())));
        terminal.onSignal("HUP", this::hangUp);
    }

    /** The connection to the terminal is lost; unlike with other signals, there is work that is to go on. */
    private void hangUp() {
        hungUp = true;
        mailbox.post(new Event.ShutdownRequested());
    }

    /** In nanoseconds. A key is answered at once; everything else waits for the next frame. */
    private long untilNextFrame() {
        return urgent ? 0 : Math.max(0, lastFrame + FRAME_NANOS - System.nanoTime());
    }

    /**
     * How long to wait for an event: until the next frame is due; while a transfer runs, no longer than a second, for
     * its speed falls also when nothing is heard of it, and while an answer is owed or an engine prepares layers, for it is
     * told for how long; else without end.
     */
    private long patience() {
        if (dirty) {
            return untilNextFrame();
        }
        boolean counting = session.state().transfers().busy() || session.state().askedAt().isPresent()
                || session.state().detail().files().preparing();
        return counting ? TICK_NANOS : session.state().nextCheck().map(App::until).orElse(Mailbox.FOREVER);
    }

    /** In nanoseconds, and no more than a day: a clock can be set. */
    private static long until(Instant due) {
        long seconds = Math.min(SECONDS_A_DAY, Duration.between(Instant.now(), due).toSeconds() + 1);
        return Math.max(0, seconds) * TICK_NANOS;
    }

    private void step(Event event) {
        boolean typed = event instanceof Event.KeyPressed || event instanceof Event.TextPasted
                || event instanceof Event.MouseUsed;
        // Typed ahead of a loan: not for a screen that cannot be seen, nor may it suspend what has the terminal.
        if (!typed || loan == null) {
            happen(event, typed);
        }
        if (typed) {
            answered();
        }
    }

    private void happen(Event raw, boolean typed) {
        Event event = raw instanceof Event.MouseUsed used ? new Event.Pointed(clicks.on(used, grid)) : raw;
        AppState before = session.state();
        session.apply(event);
        dirty |= session.state() != before;
        urgent |= typed;
        if (loan != null && event instanceof Event.Resized) {
            loan.resized();
        }
        if (loan != null && event instanceof Event.TerminalReturned) {
            takeBack();
        }
    }

    private void draw() throws IOException {
        if (loan != null) {
            // Painted anew when the terminal is back.
            dirty = false;
            urgent = false;
            return;
        }
        ScreenSize size = session.state().size();
        if (grid.columns() != size.columns() || grid.rows() != size.rows()) {
            grid = new Grid(size.columns(), size.rows(), glyphs);
        }
        Frame.draw(session.state(), grid, look);
        Drawn.news(session.state(), look).ifPresent(mailbox::post);
        lastFrame = System.nanoTime();
        dirty = false;
        urgent = false;
        terminal.write(diff.frame(grid));
    }

    /** What the state wants of the terminal. */
    private void control(Effect effect) {
        if (effect instanceof Effect.Quit leave) {
            quit = true;
            keep = leave.keep();
        } else if (effect instanceof Effect.Repaint) {
            diff.invalidate();
            dirty = true;
        } else if (effect instanceof Effect.Lend lend) {
            lend(lend);
        } else if (effect instanceof Effect.Copy copy) {
            copy(copy.text());
        } else if (effect instanceof Effect.Suspend) {
            suspend();
        } else {
            settled(effect);
        }
    }

    /** What has to do with the settings. */
    private void settled(Effect effect) {
        try {
            if (effect instanceof Effect.RunOnTerminal run) {
                int status = foreground(run.program().name(), run.program().words(), run.program().variables());
                mailbox.post(new Event.ProgramEnded(run.program().name(), status, "", run.program().output()));
            } else if (effect instanceof Effect.EditSettings) {
                foreground(settings.path().toString(), settings.editor(), Map.of());
                reread(true);
            } else if (effect instanceof Effect.KeepColumns keep) {
                settings.keep(keep.columns());
                mailbox.post(new Event.SettingsRead(settings.settings().preferences(), true, Optional.empty()));
            } else {
                reread(((Effect.ReadSettings) effect).asked());
            }
        } catch (IOException e) {
            mailbox.post(new Event.ActionFailed(new Failure(Failure.Kind.DISK, "use", settings.path().toString(),
                    String.valueOf(e.getMessage()), "")));
        }
    }

    private void reread(boolean asked) throws IOException {
        if (settings.read() || asked) {
            Settings now = settings.settings();
            show(now);
            terminal.mouse(now.mouse());
            runner.keep(now.engineTrash(), settings.keepHours());
            diff.invalidate();
            dirty = true;
            tell(false);
        }
    }

    private void tell(boolean quiet) {
        mailbox.post(new Event.SettingsRead(settings.settings().preferences(), quiet, settings.problem()));
    }

    /** Everything is drawn by these from now on. */
    private void show(Settings now) {
        // Without UTF-8 there is no Chinese to show.
        Messages messages = glyphs != Glyphs.UNICODE ? Messages.english() : switch (now.language()) {
            case "en" -> Messages.english();
            case "zh" -> Messages.chinese();
            default -> Messages.forEnvironment(environment);
        };
        look = new Look(messages, now.theme(), environment.getOrDefault("HOME", ""));
        diff = new Diff(now.colors() ? terminal.colors() : ColorDepth.NONE);
    }

    /** The reader waits meanwhile, for this is done in answer to a key. */
    private int foreground(String name, List<String> words, Map<String, String> variables) throws IOException {
        int status = ForegroundProgram.run(terminal, words, variables,
                failed -> look.messages().get("own.ended", SafeText.line(name), failed));
        diff.invalidate();
        dirty = true;
        mailbox.post(new Event.Resized(size()));
        return status;
    }

    /** The loop goes on meanwhile without drawing: transfers are heard of, and signals. */
    private void lend(Effect.Lend effect) {
        if (loan != null) {
            return;
        }
        try {
            loan = terminal.lend(reader);
            Lending lending = new Lending(loan, look.messages());
            lending.announce(effect);
            runner.lend(effect, lending);
        } catch (IOException e) {
            mailbox.post(new Event.ShutdownRequested());
        }
    }

    private void copy(String text) {
        try {
            if (!terminal.copy(text)) {
                mailbox.post(new Event.ActionFailed(new Failure(Failure.Kind.UNSUPPORTED, "copy", "",
                        "it is too long for a terminal's clipboard", "")));
            }
        } catch (IOException e) {
            mailbox.post(new Event.ShutdownRequested());
        }
    }

    private void takeBack() {
        try {
            loan.close();
        } catch (IOException e) {
            mailbox.post(new Event.ShutdownRequested());
        }
        loan = null;
        diff.invalidate();
        dirty = true;
        mailbox.post(new Event.Resized(size()));
    }

    private void suspend() {
        try {
            terminal.suspend();
        } catch (IOException e) {
            mailbox.post(new Event.ShutdownRequested());
        }
        diff.invalidate();
        dirty = true;
        mailbox.post(new Event.Resized(size()));
    }

    /**
     * On the reader's thread. What was typed holds the reader until it is answered: the answer may be that the terminal
     * is another program's, or the shell's, and what is typed then is for that.
     */
    private boolean typed(Input input) {
        Event event = input instanceof Key key ? new Event.KeyPressed(key.name())
                : input instanceof Paste paste ? new Event.TextPasted(paste.text()) : Clicks.event((Mouse) input);
        if (event == null) {
            return true;
        }
        unanswered.incrementAndGet();
        mailbox.post(event);
        return false;
    }

    /** One more is answered; a signal may have asked for the same as a key, and is not counted. */
    private void answered() {
        int left = unanswered.get();
        while (left > 0 && !unanswered.compareAndSet(left, left - 1)) {
            left = unanswered.get();
        }
        if (left <= 1) {
            reader.resume();
        }
    }

    private ScreenSize size() {
        try {
            TerminalSize size = terminal.getTerminalSize();
            return new ScreenSize(size.getColumns(), size.getRows());
        } catch (IOException e) {
            return new ScreenSize(80, 24);
        }
    }
}
