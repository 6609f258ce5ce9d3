package dev.jimg.build;

import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * That a cache mount is used by one step only, of this process or another.
 *
 * <p>The system's lock does not hold between threads, and is lost when the file is closed that another thread opened;
 * so what this process holds is kept in a set, and a file is opened only where it is not in there.
 */
final class CacheLock implements AutoCloseable {

    private static final Set<Path> HELD = new HashSet<>();
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Path file;
    private final FileChannel channel;

    private CacheLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Waits for whoever has it; throws a CancellationException once cancelled. */
    static CacheLock await(Path file, Cancellation cancellation) throws IOException {
        while (true) {
            Optional<CacheLock> lock = attempt(file);
            if (lock.isPresent()) {
                return lock.get();
            }
            cancellation.check();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Empty while another has it. */
    static Optional<CacheLock> attempt(Path file) throws IOException {
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
            HELD.add(file);
            return Optional.of(new CacheLock(file, channel));
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            channel.close();
            HELD.remove(file);
        }
    }
}
