package dev.jimg.archive;

import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.function.Consumer;

/** Whoever has threads: does pieces of work, several at once. */
@FunctionalInterface
public interface SideBySide {

    /**
     * Does all of them, begun in their order, and returns when none runs any more. The first that throws stops the rest,
     * by the cancellation that each is given, and is what comes out.
     */
    void run(List<Consumer<Cancellation>> pieces);
}
