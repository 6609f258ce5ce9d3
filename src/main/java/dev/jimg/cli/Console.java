package dev.jimg.cli;

import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The world around a command.
 *
 * @param inIsTerminal whether {@code in} is somebody's keyboard rather than a file or a pipe
 * @param outIsTerminal whether somebody watches {@code out}: progress is then redrawn in place
 * @param columns the terminal's width now, asked again before every drawing
 * @param rows the terminal's height now
 * @param now what «2 days ago» is counted from
 * @param nanoTime a clock that only moves forward, in nanoseconds, to hold back progress with
 * @param zone in which times are written out
 * @param prompter whom to ask; empty where nobody sits at a terminal
 */
public record Console(Output out, Output err, InputStream in, BooleanSupplier inIsTerminal,
        boolean outIsTerminal, IntSupplier columns,
        IntSupplier rows, Supplier<Instant> now, LongSupplier nanoTime, ZoneId zone,
        Supplier<Optional<Prompter>> prompter) {

    /** The width that help is wrapped to where there is no terminal, as docker does it. */
    static final int DEFAULT_COLUMNS = 80;

    /** The width to wrap help to. */
    int helpColumns() {
        int columnsNow = outIsTerminal ? columns.getAsInt() : 0;
        return columnsNow > 0 ? columnsNow : DEFAULT_COLUMNS;
    }
}
