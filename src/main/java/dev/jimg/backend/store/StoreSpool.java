package dev.jimg.backend.store;

import dev.jimg.archive.Spool;
import dev.jimg.oci.Digest;
import dev.jimg.store.BlobDraft;
import dev.jimg.store.ImageStore;
import dev.jimg.store.Lease;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/** The files of an archive as drafts in the store: what is needed becomes a blob where it lies, the rest is gone. */
final class StoreSpool implements Spool, AutoCloseable {

    private final ImageStore store;
    private final Lease lease;
    private final List<BlobDraft> drafts = new ArrayList<>();
    private boolean abandoned;

    /** @param lease keeps what is found here */
    StoreSpool(ImageStore store, Lease lease) {
        this.store = store;
        this.lease = lease;
    }

    @Override
    public boolean has(Digest blob, long size) {
        lease.protect(List.of(blob));
        return store.blobs().size(blob) == size;
    }

    @Override
    public InputStream open(Digest blob) {
        return store.blobs().open(blob);
    }

    @Override
    public synchronized Draft begin(Digest.Algorithm algorithm) {
        if (abandoned) {
            throw new CancellationException("cancelled");
        }
        BlobDraft draft = store.blobs().newDraft(algorithm);
        drafts.add(draft);
        return new StoreDraft(draft);
    }

    /** Takes all drafts away at once, from any thread: a load that waits for a pipe may never wake up. */
    synchronized void abandon() {
        abandoned = true;
        drafts.forEach(BlobDraft::abandon);
    }

    /** Makes a draft of this spool a blob. */
    static void commit(Draft draft) {
        ((StoreDraft) draft).blob.commit();
    }

    /** What was not committed is gone. */
    @Override
    public synchronized void close() {
        drafts.forEach(BlobDraft::close);
    }

    private record StoreDraft(BlobDraft blob) implements Draft {

        @Override
        public void write(byte[] bytes, int offset, int length) {
            blob.write(bytes, offset, length);
        }

        @Override
        public Digest finish() {
            return blob.finish();
        }

        @Override
        public InputStream open() {
            return blob.open();
        }
    }
}
