package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.transfer.Flusher;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that are to become a blob once their end, and so their digest, is known: a new layer, the member of an archive.
 * Nobody sees them before {@link #commit}; what is closed without it is gone.
 *
 * <p>The steps are: write, {@link #finish}, then perhaps read with {@link #open}, then perhaps {@link #commit}. Not for
 * several threads at once, but each step may be another's. What the disk refuses is a {@link StoreException}, never an
 * IOException: that is left to the source of the bytes.
 */
public final class BlobDraft extends OutputStream {

    private static final int BUFFER_BYTES = 64 * 1024;
    /** Makes the file names of one process differ. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Layout layout;
    private final Room room;
    private final Digest.Algorithm algorithm;
    private final Path file;
    private final FileChannel channel;
    private final Flusher flusher;
    private MessageDigest hash;
    private byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long size;
    private Digest digest;
    private boolean committed;

    private BlobDraft(Layout layout, Room room, Digest.Algorithm algorithm, Path file, FileChannel channel) {
        this.layout = layout;
        this.room = room;
        this.algorithm = algorithm;
        this.file = file;
        this.channel = channel;
        this.flusher = new Flusher(channel);
        this.hash = algorithm.newHash();
    }

    static BlobDraft begin(Layout layout, Room room, Digest.Algorithm algorithm) {
        Path file = layout.temporary("draft-" + NUMBER.incrementAndGet());
        try {
            return new BlobDraft(layout, room, algorithm, file, FileChannel.open(file, StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw DiskErrors.of("write", file, e);
        }
    }

    @Override
    public void write(int oneByte) {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (length < buffer.length - buffered) {
            System.arraycopy(bytes, offset, buffer, buffered, length);
            buffered += length;
        } else {
            drain();
            append(bytes, offset, length);
        }
    }

    private void drain() {
        append(buffer, 0, buffered);
        buffered = 0;
    }

    private void append(byte[] bytes, int offset, int length) {
        hash.update(bytes, offset, length);
        ByteBuffer view = ByteBuffer.wrap(bytes, offset, length);
        try {
            room.write(channel, view, file);
        } catch (IOException e) {
            throw DiskErrors.of("write", file, e);
        }
        size += length;
        flusher.wrote(length);
    }

    /** No more bytes come; the second call changes nothing. */
    public Digest finish() {
        if (digest == null) {
            drain();
            buffer = new byte[0];
            digest = Digest.of(algorithm, hash.digest());
            hash = null;
            try {
                flusher.finish();
                channel.close();
            } catch (IOException e) {
                throw DiskErrors.of("write", file, e);
            }
        }
        return digest;
    }

    /** Bytes written so far. */
    public long size() {
        return size + buffered;
    }

    /** What was written, also after it was committed. To be called when it is finished. */
    public InputStream open() {
        Path place = committed ? layout.blob(digest) : file;
        try {
            return Files.newInputStream(place);
        } catch (IOException e) {
            throw DiskErrors.of("read", place, e);
        }
    }

    /** Makes the blob visible and safe from a power cut. It replaces one of that digest: that may be a damaged one. */
    public Digest commit() {
        finish();
        if (committed) {
            return digest;
        }
        try (FileChannel reopened = FileChannel.open(file, StandardOpenOption.WRITE)) {
            BlobWriter.publish(layout, file, reopened, digest);
            committed = true;
        } catch (IOException e) {
            throw DiskErrors.of("commit", layout.blob(digest), e);
        }
        return digest;
    }

    /**
     * Takes the file away at once, from any thread: for when whoever writes is stuck in a read and may not come to
     * {@link #close} before the program ends. What is written afterwards is lost.
     */
    public void abandon() {
        deleteFile();
    }

    /** Throws away what was not committed. */
    @Override
    public void close() {
        if (committed) {
            return;
        }
        try {
            flusher.finish();
            channel.close();
        } catch (IOException e) {
            // It goes anyway.
        }
        deleteFile();
    }

    private void deleteFile() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next sweep takes it away.
        }
    }
}
