package dev.jimg.store;

import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * One open lock file, shared by all stores of this process that lie in the same place.
 *
 * <p>Shared, because POSIX gives up all locks of a process on a file as soon as any descriptor of that file is closed;
 * and because they do not hold between threads, which the map of held keys does. A waiter asks again after a pause
 * instead of blocking in the system, since an interrupt there would close the file under everyone.
 */
final class LockFile {

    private static final Map<Path, LockFile> OPEN = new HashMap<>();

    private final Path path;
    private final FileChannel channel;
    private final Map<Long, FileLock> held = new HashMap<>();
    private int users;

    private LockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Every open wants a {@link #close}. */
    static LockFile open(Path file) throws IOException {
        Path real = file.getParent().toRealPath().resolve(file.getFileName());
        synchronized (OPEN) {
            LockFile lockFile = OPEN.get(real);
            if (lockFile == null) {
                lockFile = new LockFile(real,
                        FileChannel.open(real, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
                OPEN.put(real, lockFile);
            }
            lockFile.users++;
            return lockFile;
        }
    }

    void close() {
        synchronized (OPEN) {
            users--;
            if (users > 0) {
                return;
            }
            OPEN.remove(path);
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing was written to it, and its locks are gone with it.
            }
        }
    }

    synchronized boolean tryLock(long key) throws IOException {
        if (held.containsKey(key)) {
            return false;
        }
        FileLock lock;
        try {
            lock = channel.tryLock(key, 1, false);
        } catch (OverlappingFileLockException e) {
            // This process reached the same directory by another path, a bind mount.
            return false;
        }
        if (lock == null) {
            return false;
        }
        held.put(key, lock);
        return true;
    }

    /**
     * @param limit how long to wait, null for as long as it takes
     * @param longestPause between two attempts, in milliseconds; a release in this process ends a pause early
     * @throws StoreLocks.LockTimeout after the limit
     * @throws CancellationException once cancelled, or if the thread is interrupted
     */
    void lock(long key, Cancellation cancellation, Duration limit, long longestPause, Runnable whileWaiting)
            throws IOException {
        if (tryLock(key)) {
            return;
        }
        long deadline = limit == null ? Long.MAX_VALUE : System.nanoTime() + limit.toNanos();
        long pause = 1;
        Cancellation.Registration wake = cancellation.onCancel(this::wakeAll);
        try {
            while (!tryLock(key)) {
                cancellation.check();
                if (limit != null && System.nanoTime() - deadline > 0) {
                    throw new StoreLocks.LockTimeout();
                }
                whileWaiting.run();
                pause(pause);
                pause = Math.min(pause * 2, longestPause);
            }
        } finally {
            wake.close();
        }
    }

    synchronized void unlock(long key) {
        FileLock lock = held.remove(key);
        try {
            if (lock != null && lock.isValid()) {
                lock.release();
            }
        } catch (IOException e) {
            throw DiskErrors.of("unlock", path, e);
        } finally {
            notifyAll();
        }
    }

    private synchronized void wakeAll() {
        notifyAll();
    }

    private synchronized void pause(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
