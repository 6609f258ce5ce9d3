package dev.jimg;

import dev.jimg.cli.HostProcess;
import dev.jimg.tui.term.CommandTerminal;
import dev.jimg.tui.term.TtyException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The process that the program runs in, for commands that share it with a container. */
final class ThisProcess implements HostProcess {

    @Override
    public Restored raw() {
        try {
            return CommandTerminal.raw()::run;
        } catch (TtyException e) {
            return () -> {};
        }
    }

    @Override
    public Restored onResize(Runnable changed) {
        return CommandTerminal.onResize(changed)::run;
    }

    @Override
    public Restored onSignals(Consumer<String> heard) {
        return CommandTerminal.onSignals(heard)::run;
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public Path workingDirectory() {
        return Path.of("").toAbsolutePath();
    }
}
