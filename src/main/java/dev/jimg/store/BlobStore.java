package dev.jimg.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.store.StoreException.Kind;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import dev.jimg.transfer.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Blobs by digest ({@code blobs/sha256/…}). Every method may be called from any thread; what the disk refuses is a
 * {@link StoreException}.
 */
public final class BlobStore {

    private static final int VERIFY_BUFFER_BYTES = 256 * 1024;

    private final Layout layout;
    private final Room room;

    BlobStore(Layout layout, Room room) {
        this.layout = layout;
        this.room = room;
    }

    /** Whether the blob is here, with the size it should have. Does not read its bytes. */
    public boolean has(Descriptor blob) {
        return size(blob.digest()) == blob.size();
    }

    /** In bytes; -1 if there is no such blob here. */
    public long size(Digest digest) {
        try {
            return Files.size(path(digest));
        } catch (NoSuchFileException e) {
            return -1;
        } catch (IOException e) {
            layout.refuseWhatIsNoStore("read the store");
            throw DiskErrors.of("read", path(digest), e);
        }
    }

    /** What its file is now; empty if there is no such blob here. */
    public Optional<BlobState> state(Digest digest) {
        return BlobState.of(path(digest));
    }

    /** Where the blob lies, or would. */
    public Path path(Digest digest) {
        return layout.blob(digest);
    }

    /**
     * The blob's bytes, unverified.
     *
     * @throws StoreException NOT_FOUND if there is no such blob here
     */
    public InputStream open(Digest digest) {
        try {
            return Files.newInputStream(path(digest));
        } catch (NoSuchFileException e) {
            throw missing(digest);
        } catch (IOException e) {
            throw DiskErrors.of("open", path(digest), e);
        }
    }

    /**
     * A manifest, index or config, verified.
     *
     * @throws StoreException NOT_FOUND; CORRUPT if the bytes are not those of the digest, or too many for a document
     */
    public byte[] read(Digest digest) {
        try {
            long size = Files.size(path(digest));
            if (size > ManifestDocument.MAX_BYTES) {
                throw new StoreException(Kind.CORRUPT, "read", digest.toString(),
                        "it has " + size + " bytes, too many for a manifest or config", "");
            }
            byte[] bytes = Files.readAllBytes(path(digest));
            Digest actual = Digest.of(digest.algorithm(), digest.algorithm().newHash().digest(bytes));
            if (!actual.equals(digest)) {
                throw corrupt(digest, bytes.length == 0 ? "the file is empty" : "its bytes have the digest " + actual);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw missing(digest);
        } catch (IOException e) {
            throw DiskErrors.of("read", path(digest), e);
        }
    }

    /** Bytes that an unfinished download has left of this blob. */
    public long partial(Digest digest) {
        return Partials.size(layout, digest);
    }

    /** Whether it is for want of space that the disk refused something here. */
    public boolean isFull(StoreException refused) {
        return refused.kind() == Kind.DISK && DiskErrors.isOutOfSpace(refused, layout.ingest());
    }

    /**
     * Takes away what an unfinished download has beside its first bytes: to join the two takes the same room once more,
     * which a full disk does not have. Who downloads it at the moment is left alone.
     */
    public void giveBackChunks(Digest digest) {
        layout.locks().tryBlob(digest).ifPresent(lock -> {
            try (lock) {
                Partials.giveBackChunks(layout, digest);
            }
        });
    }

    /**
     * Begins or continues a blob. One writer at a time, of all processes: who comes second waits, and most often finds
     * the work done.
     *
     * @param waiting hears, while another writes, how far that one is
     * @return empty if the blob is here already, or was brought by another while this waited
     * @throws java.util.concurrent.CancellationException if the wait was cancelled
     */
    public Optional<BlobWriter> newWriter(Descriptor blob, ProgressSink waiting, Cancellation cancellation) {
        if (has(blob)) {
            return Optional.empty();
        }
        layout.prepare();
        StoreLocks.Held lock = layout.locks().blob(blob.digest(), cancellation,
                () -> waiting.at(Math.min(partial(blob.digest()), blob.size()), blob.size()));
        return writerUnder(lock, blob, cancellation);
    }

    /** Like {@link #newWriter}, but empty also while another writes the blob. */
    public Optional<BlobWriter> tryNewWriter(Descriptor blob) {
        if (has(blob)) {
            return Optional.empty();
        }
        layout.prepare();
        return layout.locks().tryBlob(blob.digest())
                .flatMap(lock -> writerUnder(lock, blob, Cancellation.none()));
    }

    /** Begins a blob anew that is here but damaged: what is here stays until the new one is committed. */
    public BlobWriter newReplacement(Descriptor blob, Cancellation cancellation) {
        layout.prepare();
        StoreLocks.Held lock = layout.locks().blob(blob.digest(), cancellation, () -> { });
        return BlobWriter.open(layout, room, blob, lock, cancellation);
    }

    private Optional<BlobWriter> writerUnder(StoreLocks.Held lock, Descriptor blob, Cancellation cancellation) {
        if (has(blob)) {
            lock.close();
            return Optional.empty();
        }
        return Optional.of(BlobWriter.open(layout, room, blob, lock, cancellation));
    }

    /** Begins a blob whose digest is known only when all of it is written. */
    public BlobDraft newDraft(Digest.Algorithm algorithm) {
        layout.prepare();
        return BlobDraft.begin(layout, room, algorithm);
    }

    /** Stores a document under its own SHA-256 digest, see {@link #put(Digest, byte[])}. */
    public void put(byte[] document) {
        put(Digest.of(document), document);
    }

    /**
     * Stores a document under its digest. Does nothing if it is here; what was damaged in its place goes.
     *
     * @throws IllegalStateException if the digest is another one's
     */
    public void put(Digest digest, byte[] document) {
        Descriptor blob = Descriptor.of(MediaType.OCI_CONFIG, digest, document.length);
        dropDamaged(blob);
        Optional<BlobWriter> writer = newWriter(blob, ProgressSink.NONE, Cancellation.none());
        if (writer.isEmpty()) {
            return;
        }
        try (BlobWriter out = writer.get()) {
            out.restart();
            out.write(document);
            out.commit();
        } catch (IOException e) {
            throw new IllegalStateException("a document does not have its own digest", e);
        }
    }

    private void dropDamaged(Descriptor document) {
        if (size(document.digest()) < 0) {
            return;
        }
        try {
            read(document.digest());
        } catch (StoreException e) {
            if (e.kind() == Kind.DISK) {
                // That it cannot be read now does not say that it is not whole.
                throw e;
            }
            try {
                Files.deleteIfExists(path(document.digest()));
            } catch (IOException failed) {
                throw DiskErrors.of("replace", path(document.digest()), failed);
            }
        }
    }

    /**
     * Reads a whole blob and compares size and digest.
     *
     * @throws StoreException NOT_FOUND, or CORRUPT if it is not what its digest promises
     */
    public void verify(Descriptor blob, ProgressSink progress, Cancellation cancellation) {
        byte[] buffer = new byte[VERIFY_BUFFER_BYTES];
        long done = 0;
        try (InputStream in = new VerifyingInputStream(open(blob.digest()), blob.digest(), blob.size())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                cancellation.check();
                done += read;
                progress.at(done, blob.size());
            }
        } catch (VerificationException e) {
            // These words are of bytes that came from somewhere, and name what everybody here knows.
            throw corrupt(blob.digest(), e.getMessage().replace("the bytes that came for " + blob.digest(), "its bytes")
                    .replace(blob.digest().toString(), "it"));
        } catch (IOException e) {
            throw DiskErrors.of("read", path(blob.digest()), e);
        }
    }

    private static StoreException missing(Digest digest) {
        return new StoreException(Kind.NOT_FOUND, "read", digest.toString(), "there is no such blob in the store",
                "Pull the image again.");
    }

    private static StoreException corrupt(Digest digest, String why) {
        return new StoreException(Kind.CORRUPT, "read", digest.toString(), why, "Pull the image again.");
    }
}
