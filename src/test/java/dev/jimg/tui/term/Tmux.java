package dev.jimg.tui.term;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A tmux server of its own with one shell in one pane: a real terminal with job control. */
final class Tmux {
    private static int servers;

    private final String socket;

    Tmux(int columns, int rows) throws IOException, InterruptedException {
        socket = "jimg-test-" + ProcessHandle.current().pid() + "-" + servers++;
        run("-f", "/dev/null", "-u", "new-session", "-d", "-x", "" + columns, "-y", "" + rows,
                "env LC_ALL=C.UTF-8 PS1='$ ' bash --norc --noprofile");
    }

    /** Runs a tmux command and returns what it prints. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("TMUX");
        Process process = builder.start();
        // What tmux prints here always fits into the pipe, so it may end before it is read.
        boolean ended = process.waitFor(20, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!ended || process.exitValue() != 0) {
            throw new IOException(command + ": " + output + " (these tests need tmux and bash)");
        }
        return output;
    }

    /** Types text as it is. */
    void type(String text) throws IOException, InterruptedException {
        run("send-keys", "-l", text);
    }

    /** Presses keys, by tmux's names. */
    void press(String... keys) throws IOException, InterruptedException {
        String[] arguments = Arrays.copyOf(new String[] {"send-keys"}, keys.length + 1);
        System.arraycopy(keys, 0, arguments, 1, keys.length);
        run(arguments);
    }

    /** Runs a command line in the shell and waits until it is done. */
    void shell(String line) throws IOException, InterruptedException {
        start(line);
        awaitShell();
    }

    /** Runs a command line in the shell. */
    void start(String line) throws IOException, InterruptedException {
        type(line + "; tmux -L " + socket + " wait-for -S done");
        press("Enter");
    }

    /** Waits until the command line that was started last is done. */
    void awaitShell() throws IOException, InterruptedException {
        run("wait-for", "done");
    }

    /** What the pane shows, line by line. */
    List<String> screen() throws IOException, InterruptedException {
        return run("capture-pane", "-p").lines().map(String::stripTrailing).toList();
    }

    /** Ends the server, if it has not ended with its last pane. */
    void end() throws IOException, InterruptedException {
        new ProcessBuilder("tmux", "-L", socket, "kill-server").redirectErrorStream(true).start().waitFor();
    }
}
