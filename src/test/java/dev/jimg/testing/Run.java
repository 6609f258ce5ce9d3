package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a program to its end, with a bound.
 *
 * <p>Output goes to files rather than pipes: a program that leaves a child behind cannot hold the test by keeping the
 * pipe open, and no thread has to drain it.
 */
public final class Run {
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private Path directory;
    private String input = "";
    private Duration bound = BOUND;

    private Run(List<String> command) {
        this.command = command;
    }

    /** How a program ended and what it wrote. */
    public record Result(int exit, String out, String err) {}

    /** Runs it and returns its output; an exit status other than 0 fails the test with everything it wrote. */
    public static Result command(String... command) {
        return of(command).run();
    }

    public static Run of(String... command) {
        return new Run(List.of(command));
    }

    public Run env(String name, String value) {
        environment.put(name, value);
        return this;
    }

    public Run in(Path newDirectory) {
        directory = newDirectory;
        return this;
    }

    public Run stdin(String text) {
        input = text;
        return this;
    }

    public Run within(Duration newBound) {
        bound = newBound;
        return this;
    }

    /** @throws AssertionError when it ends with a status other than 0, or not in time */
    public Result run() {
        Result result = attempt();
        if (result.exit() != 0) {
            throw new AssertionError(describe("ended with " + result.exit(), result));
        }
        return result;
    }

    /**
     * The same for a program that may fail.
     *
     * @throws AssertionError when it does not end in time; it is killed then, and its children too
     */
    public Result attempt() {
        try {
            Path files = Files.createTempDirectory("jimg-run-");
            try {
                return attempt(files);
            } finally {
                TempDirs.delete(files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Result attempt(Path files) throws IOException {
        Path in = Files.writeString(files.resolve("in"), input);
        Path out = files.resolve("out");
        Path err = files.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        Process process = builder.start();
        boolean ended = Processes.await(process, bound);
        if (!ended) {
            Processes.killTree(process);
        }
        Result result = new Result(ended ? process.exitValue() : -1, read(out), read(err));
        if (!ended) {
            throw new AssertionError(describe("did not end within " + bound.toSeconds() + " s", result));
        }
        return result;
    }

    private String describe(String what, Result result) {
        return String.join(" ", command) + " " + what + "\n" + result.out() + result.err();
    }

    /** Bytes that are no UTF-8 are replaced: this is text for people and for searching. */
    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
