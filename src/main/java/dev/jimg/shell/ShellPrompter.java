package dev.jimg.shell;

import dev.jimg.cli.Output;
import dev.jimg.cli.Prompter;
import dev.jimg.tui.term.NativeTty;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;

/** Questions of a command, at the terminal of the shell. */
final class ShellPrompter implements Prompter {

    private final Supplier<InputStream> typed;
    private final Output out;
    private final NativeTty tty;

    /** @param typed what the command that asks reads */
    ShellPrompter(Supplier<InputStream> typed, Output out, NativeTty tty) {
        this.typed = typed;
        this.out = out;
        this.tty = tty;
    }

    @Override
    public Optional<String> ask(String prompt) {
        out.print(prompt).flush();
        try {
            return PipedLines.line(typed.get());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> askSecret(String prompt) {
        tty.hidden();
        try {
            return ask(prompt);
        } finally {
            tty.restore();
            out.print("\n").flush();
        }
    }
}
