package dev.jimg.backend.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.service.Failure;
import dev.jimg.store.BlobStore;
import dev.jimg.store.StoreException;
import dev.jimg.text.HumanSize;
import java.util.List;

/**
 * What becomes of a pull for which the disk is too small. Layers that are complete, and of each other the bytes that came
 * in a row, stay: the next attempt goes on from there. What came ahead of its turn is given back, for it would need its
 * room a second time before it is of use.
 */
record FullDisk(BlobStore blobs, List<Descriptor> wanted) {

    /** @param refused what the disk said */
    Failure failure(StoreException refused) {
        long kept = 0;
        for (Descriptor layer : wanted) {
            kept += kept(layer);
        }
        String advice = kept == 0 ? refused.advice() : "Free some space and pull again: it goes on from the "
                + HumanSize.of(kept) + " that are here. These are freed too by: jimg-tui image prune";
        return new Failure(Failure.Kind.DISK, refused.operation(), refused.subject(), refused.why(), advice, refused);
    }

    private long kept(Descriptor blob) {
        try {
            blobs.giveBackChunks(blob.digest());
            return blobs.has(blob) ? blob.size() : blobs.partial(blob.digest());
        } catch (StoreException e) {
            // What is to be told is why the pull failed.
            return 0;
        }
    }
}
