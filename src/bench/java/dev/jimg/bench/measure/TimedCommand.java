package dev.jimg.bench.measure;

import dev.jimg.testing.TempDirs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A command with its arguments, to be run and measured with all the children it waits for.
 *
 * <p>It is started by {@code /usr/bin/time} and not by this program: a child begins with the memory of its parent, and
 * what the kernel remembers as its peak would be this program's.
 */
public final class TimedCommand {

    private static final Duration BOUND = Duration.ofMinutes(10);
    private static final int KIB = 1024;

    private final List<String> words;
    private final Map<String, String> environment = new HashMap<>();
    private Path input = Path.of("/dev/null");
    private Optional<Path> output = Optional.empty();
    private Optional<Predicate<String>> mark = Optional.empty();

    private TimedCommand(List<String> words) {
        this.words = words;
    }

    public static TimedCommand of(List<String> words) {
        return new TimedCommand(List.copyOf(words));
    }

    public static TimedCommand of(String... words) {
        return of(List.of(words));
    }

    /** Takes all these variables, on top of this program's own. */
    public TimedCommand env(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    public TimedCommand from(Path file) {
        input = file;
        return this;
    }

    public TimedCommand to(Path file) {
        output = Optional.of(file);
        return this;
    }

    /**
     * Reads its output, which can then not go to a file; the time until the first line that is meant is told as a part
     * of the run.
     */
    public TimedCommand marking(Predicate<String> line) {
        mark = Optional.of(line);
        return this;
    }

    /** @throws BenchException if it fails, with what it said; or if no line of its output was meant */
    public Sample run() {
        Path notes = TempDirs.create("jimg-bench-");
        try {
            return run(notes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            TempDirs.delete(notes);
        }
    }

    private Sample run(Path notes) throws IOException {
        Path usage = notes.resolve("usage");
        Path errors = notes.resolve("errors");
        ProcessBuilder builder = builder(usage, errors);
        long begin = System.nanoTime();
        Process process = builder.start();
        Optional<Sample> part;
        Duration wall;
        try {
            Optional<FutureTask<Long>> reader = mark.map(line -> reading(process, line));
            int exit = await(process);
            wall = Duration.ofNanos(System.nanoTime() - begin);
            if (exit != 0) {
                // On one line: the report of a peer that is left out has no more.
                throw new BenchException(name() + " ended with " + exit + ": "
                        + String.join(" ", Files.readAllLines(errors)));
            }
            part = reader.map(lines -> new Sample(Duration.ofNanos(moment(lines) - begin), Duration.ZERO, 0));
        } finally {
            end(process);
        }
        String[] numbers = Files.readString(usage).strip().split(" ");
        return new Sample(wall, seconds(numbers[0]).plus(seconds(numbers[1])), Long.parseLong(numbers[2]) * KIB, part);
    }

    private ProcessBuilder builder(Path usage, Path errors) {
        if (mark.isPresent() && output.isPresent()) {
            throw new IllegalStateException("the output is either read or goes to a file");
        }
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/time", "-q", "-f", "%U %S %M", "-o", usage.toString()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(input.toFile())
                .redirectOutput(mark.isPresent() ? Redirect.PIPE
                        : Redirect.to(output.orElse(Path.of("/dev/null")).toFile()))
                .redirectError(errors.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private String name() {
        return String.join(" ", words);
    }

    /** In a thread of its own: who does not close its output is not waited for longer than others. */
    private static FutureTask<Long> reading(Process process, Predicate<String> meant) {
        FutureTask<Long> reader = new FutureTask<>(() -> marked(process, meant));
        Thread thread = new Thread(reader, "bench-output");
        thread.setDaemon(true);
        thread.start();
        return reader;
    }

    /** Reads to the end. 0 if no line was meant. */
    private static long marked(Process process, Predicate<String> meant) throws IOException {
        long at = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (meant.test(line) && at == 0) {
                    at = System.nanoTime();
                }
            }
        }
        return at;
    }

    private int await(Process process) {
        try {
            if (process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            throw late();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private long moment(FutureTask<Long> reader) {
        try {
            long at = reader.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
            if (at == 0) {
                throw new BenchException(name() + " did not write the line that was waited for");
            }
            return at;
        } catch (TimeoutException e) {
            throw late();
        } catch (ExecutionException e) {
            throw new BenchException("cannot read what " + name() + " writes: " + e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private BenchException late() {
        return new BenchException(name() + " did not end within " + BOUND.toMinutes() + " minutes");
    }

    private static BenchException interrupted() {
        Thread.currentThread().interrupt();
        return new BenchException("interrupted");
    }

    private static void end(Process process) {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Duration seconds(String decimal) {
        return Duration.ofMillis(Math.round(Double.parseDouble(decimal) * 1000));
    }
}
