package dev.jimg.fileindex;

import dev.jimg.hash.Mersenne;
import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Set;

/**
 * The secret of {@link ContentHash}: drawn once for a directory of indexes, and kept in it, for its owner only. Indexes made
 * with another one are of no use; each says which it was.
 *
 * @param point from 1 to the prime, exclusive
 */
record HashKey(long point) {

    private static final String NAME = "key";
    private static final int TRIES = 3;

    /** The key of a directory, or one of this process's own if the directory keeps none. */
    static HashKey of(Path directory) {
        try {
            for (int i = 0; i < TRIES; i++) {
                HashKey key = kept(directory.resolve(NAME));
                if (key != null) {
                    return key;
                }
                keep(directory, drawn());
            }
        } catch (IOException | UnsupportedOperationException e) {
            // What is made with the drawn one is of use to this process all the same.
        }
        return drawn();
    }

    static HashKey drawn() {
        return new HashKey(Mersenne.point(new SecureRandom()));
    }

    /** Tells it from other keys, without telling it. */
    long id() {
        return ByteBuffer.wrap(Digest.Algorithm.SHA256.newHash().digest(bytes())).getLong();
    }

    /** A damaged one goes, and with it the use of all indexes made with it. */
    private static HashKey kept(Path file) throws IOException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            long point = bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
            if (point > 0 && point < Mersenne.PRIME) {
                return new HashKey(point);
            }
            Files.deleteIfExists(file);
            return null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Of several processes that have none at once, one wins: a link is made whole, and never over another. */
    private static void keep(Path directory, HashKey key) throws IOException {
        Path fresh = IndexFiles.create(directory);
        try {
            Files.write(fresh, key.bytes());
            Files.createLink(directory.resolve(NAME), fresh);
        } catch (FileAlreadyExistsException e) {
            // It is read next.
        } catch (FileSystemException | UnsupportedOperationException e) {
            create(directory.resolve(NAME), key);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** For file systems without hard links. Who reads it half written takes it away, and draws another. */
    static void create(Path file, HashKey key) throws IOException {
        try (SeekableByteChannel out = Files.newByteChannel(file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), IndexFiles.OWNERS_FILE)) {
            out.write(ByteBuffer.wrap(key.bytes()));
        } catch (FileAlreadyExistsException e) {
            // It is read next.
        }
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(Long.BYTES).putLong(point).array();
    }
}
