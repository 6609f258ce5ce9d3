package dev.jimg.fileindex;

import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.tar.TarEntry;
import dev.jimg.tar.TarReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads one file out of the tar of a layer. */
public final class FileFinder {

    private static final int BUFFER_BYTES = 256 * 1024;

    private FileFinder() {}

    /** @param size bytes of the whole file */
    public record Found(byte[] start, long size) {}

    /**
     * Reads up to the file, and of it up to a limit; the stream stays open. Of a sparse file, the bytes that are stored.
     *
     * @param path a byte string, clean and relative
     * @return empty if the layer has no such file
     */
    public static Optional<Found> find(InputStream tar, String path, int limit) throws IOException {
        TarReader reader = new TarReader(new BufferedInputStream(tar, BUFFER_BYTES));
        for (Optional<TarEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
            boolean found = entry.get().type() == TarEntry.Type.FILE && EntryPath.clean(entry.get().name()).equals(path);
            if (found) {
                return Optional.of(new Found(reader.content().readNBytes(limit), entry.get().size()));
            }
        }
        return Optional.empty();
    }

    /** The same, where the tar must first turn out to be that layer: it is read to its end. */
    public static Optional<Found> findIn(InputStream tar, DiffId layer, String path, int limit) throws IOException {
        Digest.Algorithm algorithm = layer.digest().algorithm();
        MessageDigest hash = algorithm.newHash();
        InputStream in = new BufferedInputStream(new DigestInputStream(tar, hash), BUFFER_BYTES);
        Optional<Found> found = find(in, path, limit);
        in.transferTo(OutputStream.nullOutputStream());
        return Digest.of(algorithm, hash.digest()).equals(layer.digest()) ? found : Optional.empty();
    }
}
