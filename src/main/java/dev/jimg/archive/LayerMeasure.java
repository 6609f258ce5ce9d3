package dev.jimg.archive;

import dev.jimg.oci.Digest;
import dev.jimg.oci.DiffId;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Unpacks a layer without keeping it, to learn its DiffID and its size. */
public final class LayerMeasure {

    private static final int BUFFER_BYTES = 256 * 1024;

    private LayerMeasure() {}

    /**
     * Reads a layer to its end, and closes the stream.
     *
     * @param blob the layer as it travels
     * @param size bytes of the blob, the total that progress is told of
     * @param algorithm of the DiffID wanted
     * @param watch sees what is in it
     * @throws ArchiveException if it is no layer
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    public static LayerMeasurement measure(InputStream blob, long size, Digest.Algorithm algorithm,
            LayerWatch watch, ProgressSink progress, Cancellation cancellation) throws IOException {
        MessageDigest hash = algorithm.newHash();
        TarScan scan = new TarScan(watch);
        byte[] buffer = new byte[BUFFER_BYTES];
        long tarSize = 0;
        try (LayerStream tar = LayerStream.open(blob, LayerLimits.DEFAULT)) {
            for (int read = tar.read(buffer, 0, buffer.length); read >= 0; read = tar.read(buffer, 0, buffer.length)) {
                cancellation.check();
                hash.update(buffer, 0, read);
                scan.feed(buffer, 0, read);
                tarSize += read;
                progress.at(tar.packedBytes(), size);
            }
        }
        LayerMeasurement layer =
                new LayerMeasurement(new DiffId(Digest.of(algorithm, hash.digest())), tarSize, scan.finish());
        watch.ended(layer);
        return layer;
    }
}
