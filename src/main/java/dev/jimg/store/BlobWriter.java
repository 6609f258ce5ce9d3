package dev.jimg.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The bytes of one blob on their way into the store. Nobody sees them before {@link #commit}; what is closed without it
 * is kept, to be continued.
 *
 * <p>Begin at {@link #offset}: an earlier attempt may have left bytes. Where they cannot be continued (a server that
 * sends everything again), {@link #restart} first. Not for several threads at once. Everything that the disk refuses is
 * a {@link StoreException}, never an IOException: that is left to the source of the bytes.
 */
public final class BlobWriter extends OutputStream {

    /** Large enough that hashing and writing cost no more per byte than in one piece. */
    private static final int BUFFER_BYTES = 128 * 1024;

    private final Layout layout;
    private final Room room;
    private final Descriptor blob;
    private final StoreLocks.Held lock;
    private final Path partial;
    private final FileChannel channel;
    private final Flusher flusher;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final ByteBuffer view = ByteBuffer.wrap(buffer);
    private MessageDigest hash;
    private int buffered;
    private long written;
    private boolean broken;
    private boolean closed;
    /** What an earlier attempt left that nobody took yet. */
    private List<BlobChunk> left = List.of();

    private BlobWriter(Layout layout, Room room, Descriptor blob, StoreLocks.Held lock, FileChannel channel) {
        this.layout = layout;
        this.room = room;
        this.blob = blob;
        this.lock = lock;
        this.channel = channel;
        this.partial = layout.partial(blob.digest());
        this.flusher = new Flusher(channel);
        this.hash = blob.digest().algorithm().newHash();
    }

    /** Takes over the lock. Reads what is there already, to continue its hash. */
    static BlobWriter open(Layout layout, Room room, Descriptor blob, StoreLocks.Held lock,
            Cancellation cancellation) {
        Path partial = layout.partial(blob.digest());
        try {
            boolean isBegun = Files.exists(partial);
            FileChannel channel = FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            BlobWriter writer = new BlobWriter(layout, room, blob, lock, channel);
            try {
                writer.rehash(cancellation);
                if (isBegun) {
                    writer.findChunks();
                }
                return writer;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            lock.close();
            throw DiskErrors.of("open", partial, e);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private void rehash(Cancellation cancellation) throws IOException {
        if (channel.size() > blob.size()) {
            channel.truncate(0);
        }
        while (true) {
            cancellation.check();
            view.clear();
            int read = channel.read(view);
            if (read < 0) {
                return;
            }
            hash.update(buffer, 0, read);
            written += read;
        }
    }

    /** None counts without the first file, which may be empty: so a blob that is new costs no look. */
    private void findChunks() {
        left = new ArrayList<>();
        long here = written;
        for (Path file : Partials.chunks(layout, blob.digest())) {
            BlobChunk chunk = BlobChunk.left(room, file);
            if (chunk.end() <= Math.max(here, chunk.from()) || chunk.end() > blob.size() || !left.isEmpty() && chunk.from() < here) {
                chunk.discard();
            } else {
                left.add(chunk);
                here = chunk.end();
            }
        }
    }

    /** What an earlier attempt left of the bytes behind {@link #offset}, in their order and without overlap. */
    public List<BlobChunk> chunks() {
        return List.copyOf(left);
    }

    /** For bytes behind {@link #offset} which come first. From any thread. */
    public BlobChunk newChunk(long from) {
        return BlobChunk.begin(room, Partials.chunk(layout, blob.digest(), from), from);
    }

    /**
     * Takes over a chunk whose turn has come: it begins at {@link #offset}, or before it if its beginning was taken over
     * before a kill.
     */
    public void append(BlobChunk chunk) {
        try (FileChannel in = chunk.read()) {
            long end = chunk.end();
            while (offset() < end) {
                view.clear().position(buffered).limit((int) Math.min(buffer.length, buffered + end - offset()));
                int read = in.read(view, offset() - chunk.from());
                if (read < 0) {
                    throw new EOFException("it has become shorter");
                }
                added(read);
            }
        } catch (IOException e) {
            throw DiskErrors.of("read", chunk.file(), e);
        }
        drain();
        chunk.discard();
    }

    /** Bytes that are here: where to go on. Equal to the blob's size if only {@link #commit} is missing. */
    public long offset() {
        return written + buffered;
    }

    /** Forgets what is here and begins at the first byte. */
    public void restart() {
        left.forEach(BlobChunk::discard);
        left = List.of();
        try {
            flusher.finish();
            channel.truncate(0);
            channel.position(0);
        } catch (IOException e) {
            throw DiskErrors.of("write", partial, e);
        }
        hash = blob.digest().algorithm().newHash();
        buffered = 0;
        written = 0;
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    /** @throws VerificationException if there are more bytes than the blob has; what is here is then dropped */
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        int offset = from;
        int left = length;
        while (left > 0) {
            int piece = Math.min(left, buffer.length - buffered);
            System.arraycopy(bytes, offset, buffer, buffered, piece);
            added(piece);
            offset += piece;
            left -= piece;
        }
    }

    /**
     * Writes all that a stream has.
     *
     * @param progress hears the {@linkplain #offset() offset}, of the blob's size
     * @throws IOException what the stream threw; what came before is kept
     * @throws VerificationException if there are more bytes than the blob has; what is here is then dropped
     */
    public void readAll(InputStream in, ProgressSink progress, Cancellation cancellation) throws IOException {
        while (true) {
            cancellation.check();
            int read = in.read(buffer, buffered, buffer.length - buffered);
            if (read < 0) {
                return;
            }
            added(read);
            progress.at(offset(), blob.size());
        }
    }

    private void added(int bytes) throws IOException {
        buffered += bytes;
        if (offset() > blob.size()) {
            restart();
            throw new VerificationException(
                    blob.digest() + " is longer than the " + blob.size() + " bytes it should have");
        }
        if (buffered == buffer.length) {
            drain();
        }
    }

    /** Hands the buffered bytes to the operating system. */
    @Override
    public void flush() {
        drain();
    }

    private void drain() {
        if (buffered == 0) {
            return;
        }
        hash.update(buffer, 0, buffered);
        view.clear().limit(buffered);
        try {
            room.write(channel, view, partial);
        } catch (IOException e) {
            broken = true;
            throw DiskErrors.of("write", partial, e);
        }
        written += buffered;
        flusher.wrote(buffered);
        buffered = 0;
    }

    /**
     * Makes the blob visible, complete and safe from a power cut; and closes this.
     *
     * @throws VerificationException if bytes are missing (they are kept, to be continued) or are not those of the
     *     digest (they are dropped)
     */
    public void commit() throws VerificationException {
        drain();
        if (written != blob.size()) {
            throw new VerificationException(
                    blob.digest() + " ended after " + written + " of " + blob.size() + " bytes");
        }
        Digest actual = Digest.of(blob.digest().algorithm(), hash.digest());
        if (!actual.equals(blob.digest())) {
            restart();
            throw new VerificationException(
                    "the bytes that came for " + blob.digest() + " have the digest " + actual);
        }
        try {
            flusher.finish();
            publish(layout, partial, channel, blob.digest());
        } catch (IOException e) {
            throw DiskErrors.of("commit", layout.blob(blob.digest()), e);
        }
        discardChunks();
        close();
    }

    /** Best effort: the blob is here, and what is left of these a prune finds. */
    private void discardChunks() {
        try {
            left = List.of();
            Partials.chunks(layout, blob.digest()).forEach(file -> BlobChunk.left(room, file).discard());
        } catch (StoreException e) {
            // They only take room.
        }
    }

    /** Gives a file that is written and verified its place among the blobs, so that it stays there in a power cut. */
    static void publish(Layout layout, Path written, FileChannel channel, Digest digest) throws IOException {
        Path target = layout.blob(digest);
        // A blob is as old as its commit, however long its download lay about: sweeps go by that.
        Files.setLastModifiedTime(written, FileTime.from(Instant.now()));
        channel.force(true);
        Files.createDirectories(target.getParent());
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        takeWritePermission(target);
        Durable.syncDirectory(target.getParent());
    }

    /** Read-only for everyone, so that no slip changes it; the umask keeps its say on who may read. */
    private static void takeWritePermission(Path file) throws IOException {
        Set<PosixFilePermission> mode = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        mode.remove(PosixFilePermission.OWNER_WRITE);
        mode.remove(PosixFilePermission.GROUP_WRITE);
        mode.remove(PosixFilePermission.OTHERS_WRITE);
        Files.setPosixFilePermissions(file, mode);
    }

    /** Lets go of the blob. What was not committed stays for the next attempt. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            keepForNextAttempt();
        } finally {
            lock.close();
        }
    }

    /** Best effort: whatever is lost here is only fetched again. */
    private void keepForNextAttempt() {
        try {
            if (broken && channel.isOpen()) {
                // Half a buffer may have been written: what is kept must be what the next attempt can go on from.
                channel.truncate(written);
            } else if (channel.isOpen()) {
                drain();
            }
            flusher.finish();
        } catch (IOException | RuntimeException e) {
            // A full disk: the bytes before it are still worth keeping.
        }
        try {
            // Where nothing came but chunks, the empty file is what the next attempt finds them by.
            if (channel.isOpen() && channel.size() == 0 && Partials.chunks(layout, blob.digest()).isEmpty()) {
                Files.deleteIfExists(partial);
            }
            channel.close();
        } catch (IOException | StoreException e) {
            // The file is only read again, never trusted.
        }
    }
}
