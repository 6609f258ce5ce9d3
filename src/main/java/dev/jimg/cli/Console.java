package dev.jimg.cli;

import dev.jimg.text.SafeText;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The world around a command.
 *
 * @param inIsTerminal whether {@code in} is somebody's keyboard rather than a file or a pipe
 * @param outIsTerminal whether somebody watches {@code out}: progress is then redrawn in place
 * @param errIsTerminal whether somebody reads {@code err}: advice then follows what docker would say
 * @param columns the terminal's width now, asked again before every drawing
 * @param rows the terminal's height now
 * @param now what «2 days ago» is counted from
 * @param nanoTime a clock that only moves forward, in nanoseconds, to hold back progress with
 * @param zone in which times are written out; asked only then, since to find it opens every jar
 * @param prompter whom to ask; empty where nobody sits at a terminal
 * @param settings a text of Docker's {@code config.json} by its name ({@code imagesFormat}, {@code detachKeys}); empty
 *     if there is none
 * @param process what a container may be given a share of
 */
public record Console(Output out, Output err, InputStream in, BooleanSupplier inIsTerminal, boolean outIsTerminal,
        BooleanSupplier errIsTerminal, IntSupplier columns, IntSupplier rows, Supplier<Instant> now,
        LongSupplier nanoTime, Supplier<ZoneId> zone, Supplier<Optional<Prompter>> prompter,
        UnaryOperator<String> settings, HostProcess process) {

    /** The same world with another way out, watched where this and errors are. */
    Console withOut(Output other) {
        return new Console(other, err, in, inIsTerminal, outIsTerminal && errIsTerminal.getAsBoolean(), errIsTerminal,
                columns, rows, now, nanoTime, zone, prompter, settings, process);
    }

    /** The width that help is wrapped to where there is no terminal, as docker does it. */
    static final int DEFAULT_COLUMNS = 80;

    /**
     * Text from outside as it may be shown: of one line where somebody watches. A pipe is given the lines and tabs too,
     * as docker gives them; other characters that could do harm go nowhere.
     */
    String safe(String text) {
        return outIsTerminal ? SafeText.line(text) : SafeText.text(text);
    }

    /** The width to wrap help to. */
    int helpColumns() {
        int columnsNow = outIsTerminal ? columns.getAsInt() : 0;
        return columnsNow > 0 ? columnsNow : DEFAULT_COLUMNS;
    }
}
