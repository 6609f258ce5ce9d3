package dev.jimg.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A process without a terminal, which no signal reaches; its variables are the test's. */
final class TestProcess implements HostProcess {

    @Override
    public Restored raw() {
        return () -> {};
    }

    @Override
    public Restored onResize(Runnable changed) {
        return () -> {};
    }

    @Override
    public Restored onSignals(Consumer<String> heard) {
        return () -> {};
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
