package dev.jimg.shell;

import dev.jimg.cli.CommandLineFace;
import dev.jimg.cli.Console;
import dev.jimg.text.Messages;
import dev.jimg.text.SafeText;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes a line, does it, takes the next. */
public final class LineShell {

    /** What shells answer where a line makes no sense. */
    private static final int NO_COMMAND = 2;
    /** Asks for what a backslash promised. */
    static final String SECOND_PROMPT = "> ";

    private final KeptBackend backend;
    private final Faces faces;
    private final Lines lines;
    private final Messages messages;
    private final Function<Cancellation, Seat> seats;
    private final Builtins builtins;
    private final boolean asking;
    private final boolean stopsAtFailure;
    private int status;

    /**
     * What one command sits on.
     *
     * @param close gives back what it was lent
     */
    record Seat(Console console, Cancellation cancellation, Runnable close) {}

    /**
     * @param seats make the world of one command, which the cancellation ends
     * @param asking whether somebody sits there: a prompt is made, and leaving is no failure
     */
    LineShell(KeptBackend backend, Faces faces, Lines lines, Messages messages, Function<Cancellation, Seat> seats,
            Builtins builtins, boolean asking, boolean stopsAtFailure) {
        this.backend = backend;
        this.faces = faces;
        this.lines = lines;
        this.messages = messages;
        this.seats = seats;
        this.builtins = builtins;
        this.asking = asking;
        this.stopsAtFailure = stopsAtFailure;
    }

    /** @return the exit status: what {@code exit} said, or of the last command where nobody sits there */
    int run() {
        while (builtins.left().isEmpty()) {
            Optional<String> line = nextLine();
            if (line.isEmpty()) {
                break;
            }
            execute(line.get());
            boolean nobodyReads = status == CommandLineFace.READER_LEFT;
            if (nobodyReads || stopsAtFailure && status != 0 || !asking && status == CommandLineFace.INTERRUPTED) {
                return status;
            }
        }
        return builtins.left().orElse(asking ? 0 : status);
    }

    /** With those that a backslash joins to it; the backslashes are gone. */
    private Optional<String> nextLine() {
        Optional<String> first = lines.next(prompt(), true);
        if (first.isEmpty()) {
            return first;
        }
        StringBuilder line = new StringBuilder(first.get());
        while (Words.of(line.toString()).continues()) {
            Optional<String> more = lines.next(SECOND_PROMPT, false);
            line.setLength(line.length() - 1);
            if (more.isEmpty()) {
                break;
            }
            line.append(more.get());
        }
        return Optional.of(line.toString().replace("\\\n", ""));
    }

    private String prompt() {
        return asking ? "jimg " + backend.info().map(Prompts::place).orElse("?") + "> " : "";
    }

    private void execute(String line) {
        Words words = Words.of(line);
        if (words.all().isEmpty()) {
            return;
        }
        lines.given(line);
        Cancellation cancellation = new Cancellation();
        Seat seat = seats.apply(cancellation);
        try {
            if (words.quote() != 0) {
                refuse(seat.console(), messages.get("shell.open-quote", String.valueOf(words.quote())));
            } else if (words.operator() != 0) {
                refuse(seat.console(), messages.get("shell.operator", String.valueOf(words.operator())));
            } else if (asking && line.endsWith("\t")) {
                builtins.list(line, seat.console());
            } else {
                status = command(Builtin.withoutProgram(words.all()), seat);
            }
        } finally {
            if (asking && cancellation.isCancelled()) {
                // The terminal has shown ^C where the prompt would stand.
                seat.console().out().line("");
            }
            seat.console().out().flush();
            seat.console().err().flush();
            seat.close().run();
        }
    }

    private int command(List<String> words, Seat seat) {
        Optional<Builtin> builtin = Builtin.of(words.get(0));
        if (builtin.isPresent() && !(builtin.get() == Builtin.HELP && words.size() > 1
                && Builtin.of(words.get(1)).isEmpty())) {
            return builtins.run(builtin.get(), words.subList(1, words.size()), seat);
        }
        int result = faces.of(backend, seat.console(), seat.cancellation()).run(words.toArray(String[]::new));
        if (result != 0) {
            builtins.suggest(words.get(0), seat.console());
        }
        return result;
    }

    private void refuse(Console console, String words) {
        console.err().line("jimg-tui: " + SafeText.line(words));
        status = NO_COMMAND;
    }

    /** Opens what the shell begins on, so that the prompt can name it; says what it is, or why it is not there. */
    void greet(Console console) {
        if (asking) {
            builtins.greet(console);
        }
    }
}
