package dev.jimg.service.container;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a container is connected to. Nothing of it is closed.
 *
 * @param in empty if it gets no input
 * @param terminal the real terminal behind them; empty where there is none
 */
public record ContainerStreams(Optional<InputStream> in, OutputStream out, OutputStream err,
        Optional<TerminalSize> terminal) {

    /** The same without what is not to be connected: what is written to those is dropped. */
    public ContainerStreams only(Predicate<StandardStream> connected) {
        return new ContainerStreams(connected.test(StandardStream.IN) ? in : Optional.empty(),
                connected.test(StandardStream.OUT) ? out : OutputStream.nullOutputStream(),
                connected.test(StandardStream.ERR) ? err : OutputStream.nullOutputStream(), terminal);
    }

    /** Tells the size of a terminal, and when it changes. */
    public interface TerminalSize {

        int columns();

        int rows();

        /**
         * @param changed called from any thread; it must not wait
         * @return to be closed when nobody wants to hear of it any more
         */
        Listening onChange(Runnable changed);
    }

    /** What is called when a terminal changes, until it is closed. */
    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
