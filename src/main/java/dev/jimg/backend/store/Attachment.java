package dev.jimg.backend.store;

import dev.jimg.backend.shared.DetachKeys;
import dev.jimg.posix.Pty;
import dev.jimg.runtime.ContainerOutput;
import dev.jimg.runtime.ContainerOutput.Piece;
import dev.jimg.runtime.SupervisedContainer;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Connects streams to a container. What it writes goes to files first, and is read from there: so the container does not
 * notice who listens, and goes on when they leave.
 */
final class Attachment {

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int POLL_MILLIS = 10;

    private final SupervisedContainer process;
    private final ContainerStreams streams;
    private final CountDownLatch detached = new CountDownLatch(1);

    Attachment(SupervisedContainer process, ContainerStreams streams) {
        this.process = process;
        this.streams = streams;
    }

    /**
     * Hands on input until it ends or the detach keys are typed, on a thread of its own, which may be left behind in a
     * read that nothing ends.
     *
     * @param keys empty where there is no terminal to type them at
     */
    void type(InputStream in, OutputStream to, Optional<DetachKeys> keys) {
        Thread thread = new Thread(() -> {
            try (to) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    byte[] typed = Arrays.copyOf(buffer, read);
                    to.write(keys.isPresent() ? keys.get().pass(typed, read) : typed);
                    to.flush();
                    if (keys.map(DetachKeys::complete).orElse(false)) {
                        detached.countDown();
                        return;
                    }
                }
            } catch (IOException e) {
                // Nobody reads it any more.
            }
        }, "jimg-container-in");
        thread.setDaemon(true);
        thread.start();
    }

    /** Keeps a terminal as large as the real one, until the result is closed. */
    static ContainerStreams.Listening fit(Pty pty, ContainerStreams streams) {
        return streams.terminal().map(size -> {
            Runnable resize = () -> pty.resize(size.columns(), size.rows());
            resize.run();
            return size.onChange(resize);
        }).orElse(() -> {});
    }

    /**
     * Hands on what the container writes until it ended.
     *
     * @param output at where to begin
     * @return false if it was let go of
     */
    boolean follow(ContainerOutput output, Cancellation cancellation) {
        try {
            return untilItEnds(process, cancellation, () -> detached.getCount() == 0, () -> {
                Optional<Piece> piece = output.next();
                if (piece.isPresent()) {
                    OutputStream to = piece.get().err() ? streams.err() : streams.out();
                    to.write(output.bytes(piece.get()));
                    to.flush();
                }
                return piece.isPresent();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A step of reading. */
    interface Step {

        /** @return false if there is nothing now */
        boolean take() throws IOException;
    }

    /**
     * Reads as long as the container runs, and then what is left.
     *
     * @param enough whether to leave before
     * @return whether it was read to its end
     */
    static boolean untilItEnds(SupervisedContainer process, Cancellation cancellation, BooleanSupplier enough, Step step)
            throws IOException {
        CountDownLatch cancelled = new CountDownLatch(1);
        Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown);
        try {
            boolean ended = false;
            while (true) {
                boolean some = step.take();
                cancellation.check();
                if (some) {
                    continue;
                }
                if (ended || enough.getAsBoolean()) {
                    return ended;
                }
                // Asked before reading: what was written until then is read after.
                ended = !process.running();
                if (!ended) {
                    cancelled.await(POLL_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            registration.close();
        }
    }
}
