package dev.jimg.fileindex;

import dev.jimg.files.LayerFiles;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.tar.TarException;
import dev.jimg.tar.TarFeed;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.function.Consumer;

/** Reads the tar of a layer once, from end to end, and keeps what its headers say and a hash of each file. */
public final class LayerIndexer {

    private static final int BUFFER_BYTES = 256 * 1024;

    private LayerIndexer() {}

    /**
     * Reads to the end of the stream, which stays open.
     *
     * @param tar not packed
     * @param algorithm of the DiffID wanted
     * @param feed a fresh one, of the cache where the index is to be kept
     * @param part hears what has gone by, from time to time; never of all of it
     * @throws TarException if it is no layer
     */
    public static IndexedTar index(InputStream tar, Digest.Algorithm algorithm, IndexFeed feed,
            Consumer<LayerFiles> part, Cancellation cancellation) throws IOException {
        MessageDigest hash = algorithm.newHash();
        // What follows the end of the archive is a part of the layer's digest.
        read(new DigestInputStream(tar, hash), feed,
                new PartPace(System::nanoTime), part, cancellation);
        return new IndexedTar(new DiffId(Digest.of(algorithm, hash.digest())), feed.files());
    }

    static void read(InputStream tar, IndexFeed feed, PartPace pace, Consumer<LayerFiles> part,
            Cancellation cancellation) throws IOException {
        TarFeed headers = new TarFeed(feed);
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = tar.read(buffer); read >= 0; read = tar.read(buffer)) {
            cancellation.check();
            headers.feed(buffer, 0, read);
            if (pace.due(feed.count())) {
                part.accept(feed.files());
            }
        }
        headers.finish();
    }
}
