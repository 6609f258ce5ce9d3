package dev.jimg.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A process without a terminal, which no signal reaches, with one variable. */
final class TestProcess implements HostProcess {

    private static final Map<String, String> VARIABLES = Map.of("HOME", "/home/of/test");

    @Override
    public Restored raw() {
        return () -> {};
    }

    @Override
    public void onResize(Runnable changed) {}

    @Override
    public Restored onSignals(Consumer<String> heard) {
        return () -> {};
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name));
    }

    @Override
    public Path workingDirectory() {
        return Path.of("").toAbsolutePath();
    }
}
