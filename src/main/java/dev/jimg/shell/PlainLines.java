package dev.jimg.shell;

import dev.jimg.cli.Output;
import dev.jimg.tui.term.CommandTerminal;
import java.io.IOException;
import java.util.Optional;

/** Lines that the terminal itself edits; nothing but the prompt is written. */
final class PlainLines implements Lines {

    private final Keyboard keyboard;
    private final Output out;

    PlainLines(Keyboard keyboard, Output out) {
        this.keyboard = keyboard;
        this.out = out;
    }

    @Override
    public Optional<String> next(String prompt, boolean first) {
        out.print(prompt).flush();
        // The terminal forgets the line by itself.
        Runnable undo = CommandTerminal.on("INT", () -> out.print("\n" + prompt).flush());
        try (Keyboard.Taker typed = keyboard.taker()) {
            Optional<String> line = PipedLines.line(typed);
            if (line.isEmpty()) {
                out.print("\n").flush();
            }
            return line;
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            undo.run();
        }
    }
}
