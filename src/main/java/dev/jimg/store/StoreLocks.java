package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.store.StoreException.Kind;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.CancellationScope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The locks of a store, which hold between threads and between processes.
 *
 * <p>There are two kinds: the one state lock, held for the moments in which the index or the leases change or garbage
 * is swept; and a lock for each blob that is being written. The state lock may be taken while a blob's is held, never
 * the other way round, and it is not reentrant.
 */
final class StoreLocks {

    private static final long STATE = 0;
    /** Keys below are reserved for locks with a name of their own. */
    private static final long FIRST_HASHED = 1 << 10;
    private static final Duration STATE_LIMIT = Duration.ofSeconds(60);
    /** The same for who clears away after a cancellation, and whom a person waits for. */
    private static final Duration LEAVING_LIMIT = Duration.ofMillis(500);
    private static final long STATE_PAUSE_MILLIS = 10;
    private static final long BLOB_PAUSE_MILLIS = 100;
    private static final long LEASE_PAUSE_MILLIS = 20;

    private final Path file;

    StoreLocks(Path file) {
        this.file = file;
    }

    /**
     * Runs a change of the store's state alone.
     *
     * @throws CancellationException if {@link CancellationScope#current} was cancelled before it began
     */
    <T> T withState(String operation, Supplier<T> change) {
        Held held;
        try {
            held = acquireState();
        } catch (LockTimeout e) {
            throw new StoreException(Kind.CONFLICT, operation, file.getParent().getParent().toString(),
                    "another process has held the store's lock for " + STATE_LIMIT.toSeconds() + " seconds",
                    "Find it with: lsof " + file, e);
        }
        try {
            return change.get();
        } finally {
            held.close();
        }
    }

    /** What another holds up while things are cleared away is left to the next collection. */
    private Held acquireState() {
        if (!CancellationScope.clearing()) {
            Cancellation current = CancellationScope.current();
            current.check();
            return acquire(STATE, current, STATE_LIMIT, STATE_PAUSE_MILLIS, () -> {});
        }
        try {
            return acquire(STATE, Cancellation.none(), LEAVING_LIMIT, STATE_PAUSE_MILLIS, () -> {});
        } catch (LockTimeout e) {
            throw new CancellationException("another process holds the store's lock");
        }
    }

    void withState(String operation, Runnable change) {
        withState(operation, () -> {
            change.run();
            return null;
        });
    }

    /**
     * Waits until this caller alone may write a blob.
     *
     * @param whileWaiting runs about ten times a second while another holds it
     * @throws CancellationException if the wait was cancelled
     */
    Held blob(Digest digest, Cancellation cancellation, Runnable whileWaiting) {
        return acquire(key(digest.hex()), cancellation, null, BLOB_PAUSE_MILLIS, whileWaiting);
    }

    /** The lock of a blob if it is free now. */
    Optional<Held> tryBlob(Digest digest) {
        return attempt(key(digest.hex()));
    }

    /** The lock that shows that the owner of a lease lives, if it is free: then the owner does not. */
    Optional<Held> tryLease(String id) {
        return attempt(key(id));
    }

    /**
     * Waits for that lock.
     *
     * @throws CancellationException if the wait was cancelled
     */
    Held lease(String id, Cancellation cancellation) {
        return acquire(key(id), cancellation, null, LEASE_PAUSE_MILLIS, () -> {});
    }

    private Optional<Held> attempt(long key) {
        LockFile locks = open();
        try {
            if (locks.tryLock(key)) {
                return Optional.of(new Held(locks, key));
            }
        } catch (IOException e) {
            locks.close();
            throw DiskErrors.of("lock", file, e);
        }
        locks.close();
        return Optional.empty();
    }

    private Held acquire(long key, Cancellation cancellation, Duration limit, long pause, Runnable whileWaiting) {
        LockFile locks = open();
        boolean locked = false;
        try {
            locks.lock(key, cancellation, limit, pause, whileWaiting);
            locked = true;
            return new Held(locks, key);
        } catch (IOException e) {
            throw DiskErrors.of("lock", file, e);
        } finally {
            if (!locked) {
                locks.close();
            }
        }
    }

    private LockFile open() {
        try {
            return LockFile.open(file);
        } catch (IOException e) {
            throw DiskErrors.of("open", file, e);
        }
    }

    /** Fifteen hex digits, 60 bits: two blobs that meet there by chance only wait for each other. */
    private static long key(String hex) {
        return FIRST_HASHED + Long.parseLong(hex.substring(0, 15), 16);
    }

    /** A range of the lock file. */
    static final class Held implements Hold {

        private LockFile locks;
        private final long key;

        private Held(LockFile locks, long key) {
            this.locks = locks;
            this.key = key;
        }

        @Override
        public synchronized void close() {
            if (locks != null) {
                locks.unlock(key);
                locks.close();
                locks = null;
            }
        }
    }

    /** The limit passed. */
    static final class LockTimeout extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
