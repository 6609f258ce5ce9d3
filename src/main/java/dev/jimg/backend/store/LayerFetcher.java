package dev.jimg.backend.store;

import dev.jimg.backend.shared.TransferProgress;
import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Reference;
import dev.jimg.registry.BlobStream;
import dev.jimg.registry.Patience;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.service.TransferEvent.Phase;
import dev.jimg.store.BlobWriter;
import dev.jimg.store.ImageStore;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.VerificationException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Brings one blob at a time from a registry into the store, going on where an earlier attempt stopped. */
final class LayerFetcher {

    /** Wrong bytes may be a passing fault of a proxy on the way; twice wrong is not. */
    private static final int ATTEMPTS = 2;

    private final RegistryClient registry;
    private final ImageStore store;
    private final Reference repository;
    private final TransferProgress progress;
    private final Arrivals arrivals;
    private final Cancellation cancellation;
    private final AtomicLong fetched = new AtomicLong();
    private final Connections connections;
    private final Patience patience;
    /** Whether the stream that was opened last is: those of one repository mostly are alike. */
    private volatile boolean encrypted;

    /** Hears of bytes that came over the wire, from any thread. */
    @FunctionalInterface
    interface Arrivals {
        void moved(long bytes, boolean encrypted);
    }

    LayerFetcher(RegistryClient registry, ImageStore store, Reference repository, TransferProgress progress,
            Arrivals arrivals, Cancellation cancellation) {
        this(registry, store, repository, progress, arrivals, new Connections(), cancellation);
    }

    LayerFetcher(RegistryClient registry, ImageStore store, Reference repository, TransferProgress progress,
            Arrivals arrivals, Connections connections, Cancellation cancellation) {
        this.connections = connections;
        this.registry = registry;
        this.store = store;
        this.repository = repository;
        this.progress = progress;
        this.arrivals = arrivals;
        this.cancellation = cancellation;
        this.patience = new Patience(progress::waits);
    }

    /** Bytes that came over the wire so far. */
    long fetched() {
        return fetched.get();
    }

    /**
     * Returns when the blob is here, whoever brought it. One that is known to be damaged is not.
     *
     * @throws Failure if it does not come, or is not what its digest promises
     */
    void fetch(Descriptor blob) {
        if (store.blobs().has(blob) && !store.images().isSound(blob)) {
            replace(blob);
            return;
        }
        Optional<BlobWriter> writer = store.blobs().newWriter(blob, progress.sink(blob, Phase.DOWNLOADING),
                cancellation);
        writer.ifPresent(out -> bring(blob, out));
    }

    /** Brings a blob of which there is a damaged one here; that one stays until the right one is there. */
    void replace(Descriptor blob) {
        bring(blob, store.blobs().newReplacement(blob, cancellation));
    }

    private void bring(Descriptor blob, BlobWriter writer) {
        try (BlobWriter out = writer) {
            for (int attempt = 1;; attempt++) {
                try {
                    copy(blob, out, attempt > 1);
                    out.commit();
                    return;
                } catch (VerificationException e) {
                    if (attempt == ATTEMPTS) {
                        throw new Failure(Failure.Kind.CORRUPT, "fetch the blob " + blob.digest().shortHex() + " of",
                                repository.familiar(), e.getMessage(),
                                "The registry or a proxy in between sends altered bytes; nothing of them was kept.", e);
                    }
                }
            }
        }
    }

    /** @param narrow on one connection: whatever sent wrong bytes is then not asked for a part of them again */
    private void copy(Descriptor blob, BlobWriter out, boolean narrow) throws VerificationException {
        if (out.offset() == blob.size()) {
            return;
        }
        progress.enter(blob, Phase.DOWNLOADING, LayerDownload.here(out));
        LayerSource source = (from, end, asked) -> {
            BlobStream stream = registry.blob(repository, blob, from, end, patience, asked);
            encrypted = stream.isEncrypted();
            return stream;
        };
        try {
            new LayerDownload(source, blob.size(), out, narrow, connections, progress.sink(blob, Phase.DOWNLOADING),
                    this::came, cancellation).run();
        } catch (VerificationException e) {
            throw e;
        } catch (IOException e) {
            cancellation.check();
            throw new Failure(Failure.Kind.UNREACHABLE, "fetch the blob " + blob.digest().shortHex() + " of",
                    repository.familiar(), "the connection broke (" + e.getMessage() + ")",
                    "What came is kept; pull again to go on from there.", e);
        }
    }

    private void came(long bytes) {
        fetched.addAndGet(bytes);
        connections.moved(bytes);
        arrivals.moved(bytes, encrypted);
    }
}
