package dev.jimg;

import dev.jimg.backend.Backends;
import dev.jimg.config.Environment;
import dev.jimg.service.BackendChoice;
import dev.jimg.service.ImageService;
import dev.jimg.service.ServiceOpener;
import dev.jimg.tui.run.App;
import dev.jimg.tui.term.TtyException;
import dev.jimg.tui.term.TtyTerminal;
import java.time.Clock;
import java.util.Map;

/** Reads the arguments and opens the screen or runs a command. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(screen(BackendChoice.AUTOMATIC, System.getenv()));
    }

    private static int screen(BackendChoice choice, Map<String, String> environment) {
        TtyTerminal terminal;
        try {
            terminal = TtyTerminal.open(environment);
        } catch (TtyException e) {
            System.err.println("jimg-tui: " + e.getMessage() + ". The same work is done by commands; «jimg-tui --help»"
                    + " lists them.");
            return 1;
        }
        return App.run(terminal, new LateBackends(), choice, environment);
    }

    /** Loads the backends, and all that they are made of, only when one is opened: behind the first frame. */
    private static final class LateBackends implements ServiceOpener {
        @Override
        public ImageService open(BackendChoice choice) {
            return new Backends(Environment.system(), Clock.systemUTC()).open(choice);
        }
    }
}
