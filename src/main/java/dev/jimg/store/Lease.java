package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Keeps blobs from being swept while they are fetched or read, before or after an entry of the index needs them.
 *
 * <p>{@link #protect} first, then ask what is here: a blob that is here after it was protected stays. A lease is a file
 * and a lock; the lock goes with the process, so that a lease of a dead one keeps nothing.
 */
public final class Lease implements AutoCloseable {

    private final Layout layout;
    private final String id;
    private final String purpose;
    private final StoreLocks.Held lock;
    private final Set<Digest> digests = new LinkedHashSet<>();
    private boolean closed;

    Lease(Layout layout, String id, String purpose, StoreLocks.Held lock) {
        this.layout = layout;
        this.id = id;
        this.purpose = purpose;
        this.lock = lock;
    }

    /** Keeps these blobs too, whether they are here yet or not. Waits for a sweep that is under way. */
    public synchronized void protect(Collection<Digest> blobs) {
        if (digests.addAll(blobs)) {
            layout.locks().withState("protect blobs", this::write);
        }
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(purpose.replaceAll("\\p{Cntrl}", " ")).append(", process ")
                .append(ProcessHandle.current().pid()).append(", ").append(Instant.now()).append('\n');
        digests.forEach(digest -> text.append(digest).append('\n'));
        Path file = layout.lease(id);
        try {
            Durable.replaceLoosely(file, layout.temporary("lease"), text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw DiskErrors.of("write", file, e);
        }
    }

    /** Lets the blobs go, those that no entry of the index needs by now. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            Files.deleteIfExists(layout.lease(id));
        } catch (IOException e) {
            // Without its lock the file means nothing; the next sweep takes it away.
        } finally {
            lock.close();
        }
    }
}
