package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A program on a real pseudo terminal, in a tmux server of its own. */
public final class Tmux implements AutoCloseable {
    /** Escape goes through at once, the pane is the whole window, and the last screen stays after the end. */
    private static final String CONFIGURATION = """
            set -g escape-time 0
            set -g status off
            set -g remain-on-exit on
            set -g default-terminal tmux-256color
            """;

    private static final Duration END_BOUND = Duration.ofSeconds(10);

    private final Path directory = TempDirs.create("jimg-tmux-");
    private final String socket = "jimg-" + UUID.randomUUID();

    private Tmux() {}

    /**
     * Starts a program in a terminal of this size.
     *
     * @param environment on top of the test's own, with a UTF-8 locale unless it says otherwise
     */
    public static Tmux start(int width, int height, Map<String, String> environment, String... command) {
        Tools.require("tmux");
        Tmux tmux = new Tmux();
        List<String> arguments = new ArrayList<>(List.of(
                "-f", tmux.configuration(), "new-session", "-d", "-x", "" + width, "-y", "" + height));
        environment.forEach((name, value) -> arguments.addAll(List.of("-e", name + "=" + value)));
        arguments.add("--");
        arguments.addAll(List.of(command));
        try {
            tmux.tmux(arguments.toArray(String[]::new));
            return tmux;
        } catch (AssertionError e) {
            tmux.close();
            throw e;
        }
    }

    /** Starts a shell with job control in a terminal of this size; command lines are given with {@link #startLine}. */
    public static Tmux shell(int width, int height) {
        return start(width, height, Map.of("PS1", "$ "), "bash", "--norc", "--noprofile", "-i");
    }

    /** Gives the shell a command line. */
    public Tmux startLine(String line) {
        return type(line + "; tmux -L " + socket + " wait-for -S done").press("Enter");
    }

    /** Waits until the shell goes on after the command line that was started last: it is done, or suspended. */
    public Tmux awaitLine() {
        tmux("wait-for", "done");
        return this;
    }

    /** Gives the shell a command line, and waits until it is done. */
    public Tmux runLine(String line) {
        return startLine(line).awaitLine();
    }

    /** Presses keys by tmux's names: {@code "Enter"}, {@code "C-c"}, {@code "Up"}, {@code "p"}. */
    public Tmux press(String... keys) {
        for (String key : keys) {
            tmux("send-keys", "-t", ":", key);
        }
        return this;
    }

    /** Types text as it is, as one burst. */
    public Tmux type(String text) {
        tmux("send-keys", "-t", ":", "-l", "--", text);
        return this;
    }

    /** Pastes text; bracketed where the program asked for that. */
    public Tmux paste(String text) {
        tmux("set-buffer", "-b", "paste", "--", text);
        tmux("paste-buffer", "-p", "-r", "-b", "paste", "-t", ":");
        return this;
    }

    public Tmux resize(int width, int height) {
        tmux("resize-window", "-t", ":", "-x", "" + width, "-y", "" + height);
        return this;
    }

    /** The screen, line by line from the top, without blanks at the ends. */
    public List<String> capture() {
        return tmux("capture-pane", "-p", "-t", ":").lines().toList();
    }

    /** The screen and what scrolled out of it at the top. */
    public List<String> captureHistory() {
        return tmux("capture-pane", "-p", "-S", "-", "-t", ":").lines().toList();
    }

    /** The screen with the escape sequences of its colours and styles. */
    public List<String> captureStyled() {
        return tmux("capture-pane", "-p", "-e", "-t", ":").lines().toList();
    }

    /** Waits until the screen shows this text, and returns the screen. */
    public List<String> awaitText(String text, Duration bound) {
        return awaitScreen("the text " + text, screen -> String.join("\n", screen).contains(text), bound);
    }

    /** Waits until the screen is as the condition says, and returns it. The error shows the last screen. */
    public List<String> awaitScreen(String what, Predicate<List<String>> condition, Duration bound) {
        AtomicReference<List<String>> last = new AtomicReference<>(List.of());
        Await.until(bound, what, () -> {
            last.set(capture());
            return condition.test(last.get());
        }, () -> String.join("\n", last.get()));
        return last.get();
    }

    /** Waits for the program's end and returns its exit status; a signal's number counts as 128 + number. */
    public int awaitExit(Duration bound) {
        // A pane is dead a moment before tmux has learnt how its program ended.
        Await.until(bound, "the program ends", () -> reaped().length() > 1, () -> String.join("\n", capture()));
        String[] exit = exit().split(",");
        return exit[0].isEmpty() ? 128 + Integer.parseInt(exit[1]) : Integer.parseInt(exit[0]);
    }

    /** Tells tmux to look: tmux 3.3 now and then misses the signal that a child has ended, and leaves a zombie. */
    private String reaped() {
        Run.of("kill", "-CHLD", show("pid")).attempt();
        return exit();
    }

    private String exit() {
        return show("pane_dead_status") + "," + show("pane_dead_signal");
    }

    /** Has every byte that programs write from now on appended to a file. */
    public Tmux record(Path file) {
        tmux("pipe-pane", "-t", ":", "cat >> '" + file + "'");
        return this;
    }

    /** The process that was started, to send it signals. */
    public ProcessHandle process() {
        return ProcessHandle.of(Long.parseLong(show("pane_pid"))).orElseThrow();
    }

    /** One of tmux's format variables, such as {@code alternate_on}, {@code cursor_flag}, {@code pane_tty}. */
    public String show(String variable) {
        return tmux("display-message", "-p", "-t", ":", "#{" + variable + "}").strip();
    }

    /**
     * Ends the tmux server and with it the program, which gets SIGHUP; returns when it and its children are gone. Does
     * nothing the second time.
     */
    @Override
    public void close() {
        if (!Files.exists(directory)) {
            return;
        }
        List<ProcessHandle> programs = programs();
        command("kill-server").attempt();
        Await.until(END_BOUND, "the program ends", () -> programs.stream().noneMatch(ProcessHandle::isAlive));
        TempDirs.delete(directory);
    }

    private List<ProcessHandle> programs() {
        String pid = command("display-message", "-p", "-t", ":", "#{pane_pid}").attempt().out().strip();
        if (!pid.matches("\\d+")) {
            return List.of();
        }
        return ProcessHandle.of(Long.parseLong(pid)).stream()
                .flatMap(program -> Stream.concat(Stream.of(program), program.descendants()))
                .toList();
    }

    private String tmux(String... arguments) {
        return command(arguments).run().out();
    }

    private Run command(String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-u", "TMUX", "tmux", "-u", "-L", socket));
        // To tmux an argument that ends in a semicolon ends a command.
        Stream.of(arguments).map(argument -> argument.replaceFirst(";$", "\\\\;")).forEach(command::add);
        return Run.of(command.toArray(String[]::new)).env("LC_ALL", "C.UTF-8").within(Duration.ofSeconds(20));
    }

    private String configuration() {
        try {
            return Files.writeString(directory.resolve("tmux.conf"), CONFIGURATION).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
