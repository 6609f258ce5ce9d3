package dev.jimg.cli;

import java.util.Arrays;
import java.util.Optional;

/** The terminal that this process was started from. Java turns its echo on again, also when the process is ended. */
public final class TerminalPrompter implements Prompter {

    private final java.io.Console terminal;

    private TerminalPrompter(java.io.Console terminal) {
        this.terminal = terminal;
    }

    /** Empty unless both input and output are a terminal. */
    public static Optional<Prompter> find() {
        return Optional.ofNullable(System.console()).map(TerminalPrompter::new);
    }

    @Override
    public Optional<String> ask(String prompt) {
        return Optional.ofNullable(terminal.readLine("%s", prompt));
    }

    @Override
    public Optional<String> askSecret(String prompt) {
        char[] typed = terminal.readPassword("%s", prompt);
        if (typed == null) {
            return Optional.empty();
        }
        String secret = new String(typed);
        Arrays.fill(typed, '\0');
        return Optional.of(secret);
    }
}
