package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A store of images in a directory, an OCI image layout. Safe for all threads and for all processes that use it.
 *
 * <p>Opening reads and creates nothing, so that it is free and works on a read-only disk; the directory comes into
 * being with the first write, for its owner alone (mode 0700). What is damaged is named in {@link Listing#problems} and
 * does not keep the rest from being used.
 */
public final class ImageStore {

    private final Layout layout;
    private final Index index;
    private final BlobStore blobs;
    private final Images images;
    private final Leases leases;
    private final GarbageCollector garbage;
    private final Trash trash;

    private ImageStore(Path root) {
        layout = new Layout(root);
        index = new Index(layout);
        Room room = new Room();
        blobs = new BlobStore(layout, room);
        ImageReader reader = new ImageReader(blobs);
        LayerFactsFile layerFacts = new LayerFactsFile(layout.cache().resolve("layers"));
        DamageFile damage = new DamageFile(layout);
        Lister lister = new Lister(layout, index, reader, layerFacts, damage);
        images = new Images(layout, index, blobs, reader, layerFacts, lister, damage);
        leases = new Leases(layout);
        TrashFiles records = new TrashFiles(layout);
        garbage = new GarbageCollector(layout, index, blobs, reader, leases, lister, records);
        trash = new Trash(layout, index, blobs, reader, garbage, records);
        room.madeBy(() -> trash.empty() > 0);
    }

    public static ImageStore open(Path root) {
        return new ImageStore(root);
    }

    public Path root() {
        return layout.root();
    }

    public BlobStore blobs() {
        return blobs;
    }

    public Images images() {
        return images;
    }

    public GarbageCollector garbage() {
        return garbage;
    }

    /** Changes that can be taken back. */
    public Trash trash() {
        return trash;
    }

    /**
     * A directory for what lies beside the images, for its owner alone. Makes it, and the store, if there is none.
     *
     * @throws StoreException if the directory of the store holds something else, or cannot be written
     */
    public Path beside(StoreDirectory which) {
        return layout.beside(which);
    }

    /** Where that directory is, or would be. */
    public Path place(StoreDirectory which) {
        return layout.place(which);
    }

    /** Whether there is a store already. */
    public boolean exists() {
        return layout.isStore();
    }

    /**
     * Begins work whose blobs must not be swept. Close it when the index has what it needs.
     *
     * @param purpose for the person who looks into {@code ingest/}: {@code pull nginx:1.27}
     */
    public Lease lease(String purpose) {
        return leases.take(purpose);
    }

    /**
     * Takes a lock which nobody has, and which the operating system lets go of when this process dies, however it dies.
     * Makes the store if there is none.
     *
     * @param id what it is of, 32 random hex digits
     */
    public Optional<Hold> hold(String id) {
        layout.prepare();
        return layout.locks().tryLease(id).map(held -> held);
    }

    /**
     * The same, waiting for as long as somebody else has it.
     *
     * @throws java.util.concurrent.CancellationException if the wait was cancelled
     */
    public Hold awaitHold(String id, Cancellation cancellation) {
        layout.prepare();
        return layout.locks().lease(id, cancellation);
    }

    /** Whether somebody has the lock now, in any process. */
    public boolean isHeld(String id) {
        if (!Files.isDirectory(layout.ingest())) {
            return false;
        }
        Optional<StoreLocks.Held> free = layout.locks().tryLease(id);
        free.ifPresent(Hold::close);
        return free.isEmpty();
    }

    /**
     * Tells of changes made by others from now on.
     *
     * @param listener called from a thread of its own; several changes may be told as one
     */
    public Watch watch(Runnable listener) {
        return Watch.begin(layout, index, listener);
    }

    /** What the store takes, looking at every file's size. */
    public StoreUsage usage() {
        long bytes = 0;
        for (Digest blob : garbage.all()) {
            bytes += Math.max(0, blobs.size(blob));
        }
        return new StoreUsage(bytes, partialBytes(), free());
    }

    /** Bytes that the file system of the store still has for this user, -1 if that cannot be told. */
    public long free() {
        for (Path at = layout.root(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                try {
                    return Files.getFileStore(at).getUsableSpace();
                } catch (IOException e) {
                    return -1;
                }
            }
        }
        return -1;
    }

    /** Bytes of downloads that were begun and not finished. */
    public long partialBytes() {
        return partials().stream().mapToLong(Long::longValue).sum();
    }

    /** The size of each download that was begun and not finished, in bytes. */
    public List<Long> partials() {
        return List.copyOf(Partials.sizes(layout).values());
    }
}
