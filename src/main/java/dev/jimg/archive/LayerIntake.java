package dev.jimg.archive;

import dev.jimg.oci.Digest;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.MediaType;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/**
 * Makes a layer blob of a tar from outside, in one pass: a root file system that is imported.
 *
 * <p>What comes packed with gzip or zstd stays as it came, so that nothing is packed twice; everything else is packed
 * with {@link ParallelGzip}.
 */
public final class LayerIntake {

    private static final int BUFFER_BYTES = 256 * 1024;

    private LayerIntake() {}

    /**
     * @param mediaType of the blob
     * @param layer what is in it
     */
    public record Taken(MediaType mediaType, LayerMeasurement layer) {}

    /**
     * Reads a tar to its end, in whatever it is packed, and writes the blob.
     *
     * @param in not closed
     * @param blob not closed
     * @param watch sees what is in it
     * @param progress hears the bytes of {@code in}
     * @throws ArchiveException if it is no tar, damaged, or unpacks to too much
     * @throws java.util.concurrent.CancellationException once cancelled
     */
    public static Taken take(InputStream in, OutputStream blob, LayerWatch watch, ProgressSink progress,
            Cancellation cancellation) throws IOException {
        Tee source = new Tee(in, blob);
        try (LayerStream tar = LayerStream.open(source, LayerLimits.DEFAULT)) {
            MediaType kept = switch (tar.compression()) {
                case GZIP -> MediaType.OCI_LAYER_GZIP;
                case ZSTD -> MediaType.OCI_LAYER_ZSTD;
                case NONE, XZ, BZIP2 -> null;
            };
            if (kept != null) {
                source.copyOn();
                LayerMeasurement layer = drain(tar, OutputStream.nullOutputStream(), watch, progress, cancellation);
                // What follows the packed data, such as padding, belongs to the blob whose digest somebody may know.
                source.transferTo(OutputStream.nullOutputStream());
                return new Taken(kept, layer);
            }
            source.copyOff();
            try (ParallelGzip gzip = new ParallelGzip(blob)) {
                LayerMeasurement layer = drain(tar, gzip, watch, progress, cancellation);
                gzip.finish();
                return new Taken(MediaType.OCI_LAYER_GZIP, layer);
            }
        }
    }

    private static LayerMeasurement drain(LayerStream tar, OutputStream out, LayerWatch watch,
            ProgressSink progress, Cancellation cancellation) throws IOException {
        MessageDigest hash = Digest.Algorithm.SHA256.newHash();
        TarScan scan = new TarScan(watch);
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        for (int read = tar.read(buffer, 0, buffer.length); read >= 0; read = tar.read(buffer, 0, buffer.length)) {
            cancellation.check();
            hash.update(buffer, 0, read);
            scan.feed(buffer, 0, read);
            out.write(buffer, 0, read);
            size += read;
            progress.at(tar.packedBytes(), -1);
        }
        LayerMeasurement layer = new LayerMeasurement(
                new DiffId(Digest.of(Digest.Algorithm.SHA256, hash.digest())), size, scan.finish());
        watch.ended(layer);
        return layer;
    }

    /** Copies what passes, once it is known whether it is to be; what passed before that is remembered. */
    private static final class Tee extends InputStream {

        private final InputStream in;
        private final OutputStream copy;
        private ByteArrayOutputStream undecided = new ByteArrayOutputStream();
        private boolean copying;

        Tee(InputStream in, OutputStream copy) {
            this.in = in;
            this.copy = copy;
        }

        void copyOn() throws IOException {
            undecided.writeTo(copy);
            undecided = null;
            copying = true;
        }

        void copyOff() {
            undecided = null;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            if (read > 0 && copying) {
                copy.write(buffer, offset, read);
            } else if (read > 0 && undecided != null) {
                undecided.write(buffer, offset, read);
            }
            return read;
        }
    }
}
