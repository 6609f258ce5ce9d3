package dev.jimg.shell;

import dev.jimg.cli.Console;
import dev.jimg.cli.Output;
import dev.jimg.cli.Prompter;
import dev.jimg.cli.ShellWish;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ServiceOpener;
import dev.jimg.text.Messages;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.term.CommandTerminal;
import dev.jimg.tui.term.Glyphs;
import dev.jimg.tui.term.NativeTty;
import dev.jimg.tui.term.OutputTerminal;
import dev.jimg.tui.term.TtyException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Puts the shell together for the terminal, or the pipe, that there is. */
public final class ShellStart {

    /** Opens the full-screen app. */
    @FunctionalInterface
    public interface Screen {
        /**
         * @param typed what is typed while it is open
         * @return its exit status
         */
        int open(BackendChoice choice, InputStream typed);
    }

    /** Pastes without brackets, and arrow keys and the keypad as they are without an application. */
    private static final String MODES_OFF = "\u001b[?2004l\u001b[?1l\u001b>";

    private final ServiceOpener opener;
    private final Faces faces;
    private final ShellWish wish;
    private final Console console;
    private final Cancellation ending;
    private final Screen screen;
    private final Map<String, String> environment;
    private final AtomicReference<Cancellation> running = new AtomicReference<>(Cancellation.none());

    /**
     * @param console the world around this process
     * @param ending what ends the shell and the command that runs, from outside
     */
    public ShellStart(ServiceOpener opener, Faces faces, ShellWish wish, Console console, Cancellation ending,
            Screen screen, Map<String, String> environment) {
        this.opener = opener;
        this.faces = faces;
        this.wish = wish;
        this.console = console;
        this.ending = ending;
        this.screen = screen;
        this.environment = environment;
    }

    /** @return the exit status */
    public int run() {
        Runnable undo = CommandTerminal.on("INT", () -> running.get().cancel());
        Cancellation.Registration ended = ending.onCancel(() -> running.get().cancel());
        try (KeptBackend backend = new KeptBackend(opener, wish.choice())) {
            return shell(backend);
        } finally {
            ended.close();
            undo.run();
        }
    }

    private int shell(KeptBackend backend) {
        Messages messages = Glyphs.forEnvironment(environment) == Glyphs.UNICODE
                ? Messages.forEnvironment(environment) : Messages.english();
        Completion completion = new Completion(backend, faces, console, messages, console.process().workingDirectory());
        Optional<NativeTty> tty = tty();
        if (tty.isEmpty()) {
            Console seen = seen(console.in(), false, console.prompter());
            LineShell piped = new LineShell(backend, faces, new PipedLines(console.in()), messages,
                    cancellation -> seat(seen, cancellation, () -> {}),
                    new Builtins(backend, faces, completion, messages, choice -> screen.open(choice, console.in())),
                    false, wish.stopsAtFailure());
            return piped.run();
        }
        return atTerminal(backend, messages, completion, tty.get());
    }

    private int atTerminal(KeptBackend backend, Messages messages, Completion completion, NativeTty tty) {
        Keyboard keyboard = new Keyboard(new FileInputStream(FileDescriptor.in));
        Optional<Lines> edited = edited(keyboard, tty, completion);
        Builtins builtins = new Builtins(backend, faces, completion, messages, choice -> onScreen(keyboard, choice));
        LineShell shell = new LineShell(backend, faces,
                edited.orElseGet(() -> new PlainLines(keyboard, console.out())), messages,
                cancellation -> seat(keyboard, tty, edited.isPresent(), cancellation), builtins, true,
                wish.stopsAtFailure());
        Thread hook = new Thread(() -> restore(tty, edited.isPresent()), "jimg-restore");
        Runtime.getRuntime().addShutdownHook(hook);
        shell.greet(seen(console.in(), edited.isPresent(), console.prompter()));
        return shell.run();
    }

    /** A signal may come while a line is typed, which has modes of its own: who edits it has no time to end them then. */
    private void restore(NativeTty tty, boolean edited) {
        tty.restoreNow();
        if (edited) {
            console.out().print(MODES_OFF).flush();
        }
    }

    private int onScreen(Keyboard keyboard, BackendChoice choice) {
        // The screen suspends itself in a way of its own; afterwards Ctrl-Z does what it did.
        Runnable undo = CommandTerminal.on("TSTP", () -> {});
        try (Keyboard.Taker typed = keyboard.taker()) {
            return screen.open(choice, typed);
        } finally {
            undo.run();
        }
    }

    /** Empty where nobody sits: a pipe or a file feeds the shell, or takes what it prints. */
    private static Optional<NativeTty> tty() {
        try {
            return NativeTty.isTerminal() ? Optional.of(NativeTty.open()) : Optional.empty();
        } catch (TtyException e) {
            return Optional.empty();
        }
    }

    /** Empty where lines are to stay plain, or the terminal can do no more. */
    private Optional<Lines> edited(Keyboard keyboard, NativeTty tty, Completion completion) {
        String type = environment.getOrDefault("TERM", "");
        if (wish.plain() || type.isEmpty() || type.equals("dumb") || type.equals("unknown")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EditedLines(new EditedTerminal(tty, OutputTerminal.find(), type), keyboard,
                    HistoryFile.of(environment), completion, LineShell.SECOND_PROMPT));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The command has the keys until it ends; what it did not take is the shell's again. */
    private LineShell.Seat seat(Keyboard keyboard, NativeTty tty, boolean live, Cancellation cancellation) {
        Keyboard.Taker typed = keyboard.taker();
        Supplier<Optional<Prompter>> prompter = () -> Optional.of(new ShellPrompter(() -> typed, console.out(), tty));
        Cancellation.Registration broken = cancellation.onCancel(typed::close);
        return seat(seen(typed, live, prompter), cancellation, () -> {
            broken.close();
            typed.close();
        });
    }

    private LineShell.Seat seat(Console seen, Cancellation cancellation, Runnable close) {
        running.set(cancellation);
        return new LineShell.Seat(seen, cancellation, close);
    }

    /** @param live whether what is printed may be drawn over */
    private Console seen(InputStream in, boolean live, Supplier<Optional<Prompter>> prompter) {
        Output out = console.out();
        return new Console(out, console.err(), in, console.inIsTerminal(), live && console.outIsTerminal(),
                console.errIsTerminal(), console.columns(), console.rows(), console.now(), console.nanoTime(),
                console.zone(), prompter, console.settings(), console.process());
    }
}
