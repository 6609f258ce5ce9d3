package dev.jimg;

import dev.jimg.backend.Backends;
import dev.jimg.backend.shared.Indexing;
import dev.jimg.cli.CommandLineFace;
import dev.jimg.cli.Console;
import dev.jimg.cli.Output;
import dev.jimg.cli.Prompter;
import dev.jimg.cli.ShellWish;
import dev.jimg.cli.TerminalPrompter;
import dev.jimg.config.ConfigException;
import dev.jimg.config.DockerConfig;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.Copies;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.Places;
import dev.jimg.service.ServiceOpener;
import dev.jimg.shell.ShellStart;
import dev.jimg.transfer.Cancellation;
import dev.jimg.tui.run.App;
import dev.jimg.tui.run.CrashReport;
import dev.jimg.tui.settings.SettingsFile;
import dev.jimg.tui.term.NativeTty;
import dev.jimg.tui.term.OutputTerminal;
import dev.jimg.tui.term.TtyException;
import dev.jimg.tui.term.TtyPreload;
import dev.jimg.tui.term.TtyTerminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads the arguments, and opens the screen or runs a command. */
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] words) {
        StrayFaults.toTheReport();
        // Beside the reading of the arguments: loading the native library is the longest wait before the first frame.
        TtyPreload.begin();
        Optional<BackendChoice> screen = CommandLineFace.screenWanted(words);
        int status = screen.isPresent() ? screen(screen.get(), new LateBackends(true)) : withInterrupts(words);
        // Not by returning: a worker that still waits for a server must not keep the program alive.
        System.exit(status);
    }

    /** @return the exit status */
    static int screen(BackendChoice choice, ServiceOpener opener) {
        return screen(choice, opener, new FileInputStream(FileDescriptor.in));
    }

    private static int screen(BackendChoice choice, ServiceOpener opener, InputStream typed) {
        Map<String, String> environment = System.getenv();
        TtyTerminal terminal;
        try {
            terminal = TtyTerminal.open(environment, typed);
        } catch (TtyException e) {
            say("jimg-tui: could not open the screen: " + e.getMessage()
                    + ".\nThe same work is done by commands; «jimg-tui --help» lists them.");
            return FAILED;
        }
        try {
            return App.run(terminal, opener, choice, environment, settingsFile());
        } catch (Failure e) {
            terminal.close();
            say("jimg-tui: " + e.whole());
            return FAILED;
        } catch (RuntimeException | Error e) {
            return crashed(e);
        }
    }

    private static SettingsFile settingsFile() {
        try {
            return new SettingsFile(Environment.system().settingsFile());
        } catch (ConfigException e) {
            throw new Failure(Failure.Kind.INVALID, "find", "the settings file", e.getMessage(), e.advice(), e);
        }
    }

    private static int withInterrupts(String[] words) {
        Cancellation interrupted = new Cancellation();
        InterruptHook hook = new InterruptHook(interrupted);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C came before anything began.
            return CommandLineFace.INTERRUPTED;
        }
        try {
            Optional<ShellWish> shell = CommandLineFace.shellWanted(words);
            return shell.isPresent() ? shell(shell.get(), interrupted)
                    : face(new LateBackends(CommandLineFace.transferWanted(words)),
                            console(hook.asking(System.in, OutputTerminal::inputPresent),
                                    () -> TerminalPrompter.find().map(hook::asking)), interrupted).run(words);
        } catch (RuntimeException | Error e) {
            return crashed(e);
        } finally {
            hook.commandEnded();
        }
    }

    private static CommandLineFace face(ServiceOpener opener, Console console, Cancellation cancellation) {
        return new CommandLineFace(opener, console, cancellation, () -> new ScreenSettings(settingsFile()));
    }

    private static int shell(ShellWish wish, Cancellation ending) {
        ServiceOpener opener = new LateBackends(true);
        return new ShellStart(opener, Main::face, wish, console(System.in, TerminalPrompter::find), ending,
                (choice, typed) -> screen(choice, opener, typed), System.getenv()).run();
    }

    /** A stack trace is for a file. */
    private static int crashed(Throwable fault) {
        CrashReport.write(fault);
        say("jimg-tui: stopped by a fault of its own (" + fault.getClass().getSimpleName()
                + "). Nothing in the image store was harmed. Details are in " + CrashReport.shownPath()
                + "; please report it.");
        return FAILED;
    }

    private static void say(String text) {
        new Output(new FileOutputStream(FileDescriptor.err)).line(text).flush();
    }

    private static Console console(InputStream input, Supplier<Optional<Prompter>> person) {
        OutputTerminal terminal = OutputTerminal.find();
        return new Console(new Output(new FileOutputStream(FileDescriptor.out)),
                new Output(new FileOutputStream(FileDescriptor.err)), input,
                OutputTerminal::inputPresent, terminal.present(), NativeTty::errorIsTerminal,
                terminal::columns, terminal::rows, Instant::now, System::nanoTime, ZoneId::systemDefault,
                person, Main::setting, new ThisProcess());
    }

    private static String setting(String name) {
        try {
            return DockerConfig.format(Environment.system(), name).orElse("");
        } catch (ConfigException e) {
            // Who cannot read it says so where it matters; a table needs no settings.
            return "";
        }
    }

    /** Loads the backends, and all that they are made of, only when one is opened: behind the first frame. */
    private static final class LateBackends implements ServiceOpener {

        private final boolean staying;

        /** @param staying whether this program goes on after one command, or does what the app left to it */
        LateBackends(boolean staying) {
            this.staying = staying;
        }

        private Backends backends() {
            return new Backends(Environment.system(), Clock.systemUTC(),
                    staying ? Indexing.ON_THE_WAY : Indexing.WHEN_ASKED);
        }

        @Override
        public ImageService open(BackendChoice choice) {
            return backends().open(choice);
        }

        @Override
        public Places places() {
            return backends().places();
        }

        @Override
        public Copies copies(BackendChoice current) {
            return backends().copies(current);
        }
    }
}
