package dev.jimg.engine;

import dev.jimg.transfer.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;
import okio.BufferedSink;
import okio.Okio;
import okio.Socket;

/**
 * A connection to an engine that carries bytes both ways: the input and output of a container or of a command in one.
 * Each direction may be used by a thread of its own. It may be silent for hours: the engine is asked now and then, on
 * another connection, whether it is still there.
 */
public final class EngineStream implements AutoCloseable {

    private final Wire wire;
    private final Ask ask;
    private final InputStream input;
    private final BufferedSink sink;
    private final Cancellation.Registration registration;
    private final Vigil.Watch watch;
    private final Runnable breakOff;

    EngineStream(Wire wire, Ask ask, Socket socket, Cancellation.Registration registration, Vigil.Watch watch,
            Runnable breakOff) {
        this.wire = wire;
        this.ask = ask;
        this.watch = watch;
        this.input = Okio.buffer(watch.over(socket.getSource())).inputStream();
        this.sink = Okio.buffer(socket.getSink());
        this.registration = registration;
        this.breakOff = breakOff;
    }

    /**
     * Copies what comes from there to its end.
     *
     * @param tty it has a terminal, so that output and errors come in one
     * @throws EngineException UNREACHABLE if the connection breaks, also by {@link #close}, and where the engine does
     *     not answer any more
     */
    public void copyTo(OutputStream out, OutputStream err, boolean tty) {
        try {
            if (tty) {
                StreamFrames.copyPlain(input, out);
            } else {
                StreamFrames.copy(input, out, err);
            }
        } catch (IOException e) {
            throw wire.error(ask, e);
        }
    }

    /** Sends at once. */
    public void send(byte[] bytes, int count) throws IOException {
        sink.write(bytes, 0, count).flush();
    }

    /** Nothing more will be sent; what comes from there can still be read. */
    public void endInput() throws IOException {
        sink.close();
    }

    /** Breaks the connection off, also under a thread that reads. */
    @Override
    public void close() {
        registration.close();
        watch.end();
        breakOff.run();
        // Both ends, or the client takes the connection for a forgotten one.
        Stream.<Closeable>of(sink, input).forEach(EngineStream::closeQuietly);
    }

    private static void closeQuietly(Closeable end) {
        try {
            end.close();
        } catch (IOException e) {
            // It was broken off.
        }
    }
}
