package dev.jimg.backend.store;

import dev.jimg.posix.Pty;
import dev.jimg.runtime.SupervisedContainer;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Connects streams to a container. What it writes goes to files first, and is read from there: so the container does not
 * notice who listens, and goes on when they leave. Only its terminal is ours, and hangs up when this program ends.
 */
final class Attachment {

    private static final int BUFFER_BYTES = 32 * 1024;
    private static final int POLL_MILLIS = 10;

    private final SupervisedContainer process;
    private final Cancellation cancellation;

    Attachment(SupervisedContainer process, Cancellation cancellation) {
        this.process = process;
        this.cancellation = cancellation;
    }

    /** Hands on input until it ends, on a thread of its own. */
    static void type(InputStream in, OutputStream to) {
        Thread thread = new Thread(() -> {
            try (to) {
                byte[] buffer = new byte[BUFFER_BYTES];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    to.write(buffer, 0, read);
                    to.flush();
                }
            } catch (IOException e) {
                // Nobody reads it any more.
            }
        }, "jimg-container-in");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes what a terminal shows to the log, from where {@link #follow} reads it.
     *
     * @return completes when nobody sits at it any more and all is written
     */
    static CompletableFuture<Void> record(Pty pty, Path log) throws IOException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        OutputStream out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        Thread thread = new Thread(() -> {
            try (out; pty) {
                pty.screen().transferTo(out);
            } catch (IOException e) {
                // The terminal hangs up then, which the container notices.
            } finally {
                done.complete(null);
            }
        }, "jimg-container-tty");
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** Keeps a terminal as large as the real one. */
    static void fit(Pty pty, ContainerStreams streams) {
        streams.terminal().ifPresent(size -> {
            Runnable resize = () -> pty.resize(size.columns(), size.rows());
            resize.run();
            size.onChange(resize);
        });
    }

    /**
     * Hands on what the container writes until it ended.
     *
     * @param skipOut bytes of its output that were there before, {@code skipErr} of its errors
     * @param written complete when all that it wrote is in the files
     */
    void follow(ContainerStreams streams, long skipOut, long skipErr, CompletableFuture<Void> written) {
        CountDownLatch cancelled = new CountDownLatch(1);
        Cancellation.Registration registration = cancellation.onCancel(cancelled::countDown);
        try (InputStream out = open(process.out(), skipOut); InputStream err = open(process.err(), skipErr)) {
            boolean ended = false;
            while (true) {
                // Asked before reading: what was written until then is read after.
                boolean last = ended;
                ended = !process.running() && written.isDone();
                boolean some = copy(out, streams.out()) | copy(err, streams.err());
                if (last && !some) {
                    return;
                }
                if (!some && cancelled.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
                cancellation.check();
            }
            cancellation.check();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            registration.close();
        }
    }

    private static InputStream open(Path log, long skip) throws IOException {
        if (!Files.exists(log)) {
            Files.createFile(log);
        }
        InputStream in = Files.newInputStream(log);
        in.skipNBytes(Math.min(skip, Files.size(log)));
        return in;
    }

    private static boolean copy(InputStream from, OutputStream to) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int read = from.read(buffer);
        if (read <= 0) {
            return false;
        }
        to.write(buffer, 0, read);
        to.flush();
        return true;
    }
}
