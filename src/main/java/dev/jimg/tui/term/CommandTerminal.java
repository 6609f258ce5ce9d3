package dev.jimg.tui.term;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The terminal and the signals of a command that hands them to another program: raw mode and back without a screen.
 * Whatever ends the process, but SIGKILL, gives the terminal back as it was.
 */
public final class CommandTerminal {

    /** Those that a JVM lets go of, and that mean something to the other program. */
    private static final List<String> FORWARDED = List.of("INT", "TERM", "HUP", "USR2", "ALRM", "CONT");

    private static final String INTERRUPT = "INT";

    private CommandTerminal() {}

    /** @param changed runs on a thread of its own when the window has another size, until the result is run */
    public static Runnable onResize(Runnable changed) {
        return on("WINCH", changed);
    }

    /** @param action runs on a thread of its own when this signal comes, instead of anything else, until the result is run */
    public static Runnable on(String signal, Runnable action) {
        Object before = Signals.handle(signal, action);
        return () -> Signals.restore(signal, before);
    }

    /**
     * Raw mode, until the result is run.
     *
     * @throws TtyException if what is read comes from no terminal
     */
    public static Runnable raw() throws TtyException {
        NativeTty tty = NativeTty.openInput();
        Thread hook = new Thread(tty::restoreNow, "jimg-restore");
        Runtime.getRuntime().addShutdownHook(hook);
        tty.raw();
        return () -> {
            tty.restore();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The hook is running.
            }
        };
    }

    /** @param interrupted runs on a thread of its own when Ctrl-C is typed, in place of the end, until the result is run */
    public static Runnable onInterrupt(Runnable interrupted) {
        return on(INTERRUPT, interrupted);
    }

    /**
     * Has signals do something else than end this process, until the result is run.
     *
     * @param heard the signal's name without {@code SIG}, on a thread of its own
     */
    public static Runnable onSignals(Consumer<String> heard) {
        List<Runnable> undo = new ArrayList<>();
        for (String name : FORWARDED) {
            Object before = Signals.handle(name, () -> heard.accept(name));
            undo.add(() -> Signals.restore(name, before));
        }
        return () -> undo.forEach(Runnable::run);
    }
}
