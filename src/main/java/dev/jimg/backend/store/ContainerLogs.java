package dev.jimg.backend.store;

import dev.jimg.runtime.SupervisedContainer;
import dev.jimg.service.container.ContainerStreams;
import dev.jimg.service.container.LogsRequest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/**
 * What a container wrote, from the two files that it wrote it to. Which line of the one came before which of the other is
 * not known: output comes first, then errors.
 */
final class ContainerLogs {

    private static final int BLOCK = 8192;

    private final SupervisedContainer process;
    private final Cancellation cancellation;

    ContainerLogs(SupervisedContainer process, Cancellation cancellation) {
        this.process = process;
        this.cancellation = cancellation;
    }

    void show(LogsRequest request, ContainerStreams streams) {
        try {
            long out = show(process.out(), request, streams.out());
            long err = show(process.err(), request, streams.err());
            if (request.follow()) {
                new Attachment(process, cancellation).follow(streams, out, err,
                        CompletableFuture.completedFuture(null));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return how far the file was shown */
    private long show(Path log, LogsRequest request, OutputStream to) throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        long end = Files.size(log);
        long from = request.tail().isPresent() ? lastLines(log, request.tail().get(), end) : 0;
        byte[] buffer = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            for (long left = end - from; left > 0;) {
                cancellation.check();
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    break;
                }
                to.write(buffer, 0, read);
                left -= read;
            }
        }
        to.flush();
        return end;
    }

    /** Where the last lines begin, read from the end. */
    private static long lastLines(Path log, int lines, long end) throws IOException {
        if (lines <= 0) {
            return end;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] block = new byte[BLOCK];
            int found = 0;
            for (long at = end; at > 0;) {
                int length = (int) Math.min(BLOCK, at);
                at -= length;
                file.seek(at);
                file.readFully(block, 0, length);
                for (int i = length - 1; i >= 0; i--) {
                    boolean lineEnd = block[i] == '\n' && at + i < end - 1;
                    if (lineEnd && ++found == lines) {
                        return at + i + 1;
                    }
                }
            }
        }
        return 0;
    }
}
