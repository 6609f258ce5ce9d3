package dev.jimg.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A process without a terminal, which no signal reaches; its variables are the test's. */
public final class TestProcess implements HostProcess {

    private final Path directory;
    private final Map<String, String> variables;

    /** With the variables and the directory of the tests. */
    TestProcess() {
        this(Path.of("").toAbsolutePath(), System.getenv());
    }

    public TestProcess(Path directory, Map<String, String> variables) {
        this.directory = directory;
        this.variables = variables;
    }

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
        return Optional.ofNullable(variables.get(name));
    }

    @Override
    public Path workingDirectory() {
        return directory;
    }
}
