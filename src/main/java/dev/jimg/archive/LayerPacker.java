package dev.jimg.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Packs the tar of a layer that is kept otherwise than it came. */
final class LayerPacker {

    private static final int BUFFER_BYTES = 256 * 1024;
    /** The level that zstd itself takes: smaller than gzip -9 already, and as fast as a disk. */
    private static final int ZSTD_LEVEL = 3;

    private LayerPacker() {}

    /**
     * @param tar read to its end, not closed
     * @param packing NONE, GZIP or ZSTD
     * @throws java.util.concurrent.CancellationException once cancelled; the blob is half written then
     */
    static void pack(InputStream tar, OutputStream blob, Compression packing, Cancellation cancellation)
            throws IOException {
        switch (packing) {
            case NONE -> copy(tar, blob, cancellation);
            case GZIP -> {
                try (ParallelGzip gzip = new ParallelGzip(blob)) {
                    copy(tar, gzip, cancellation);
                    gzip.finish();
                }
            }
            case ZSTD -> {
                try (ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(blob, ZSTD_LEVEL)) {
                    zstd.setWorkers(Runtime.getRuntime().availableProcessors());
                    zstd.setChecksum(true);
                    copy(tar, zstd, cancellation);
                }
            }
            default -> throw new IllegalArgumentException(packing.toString());
        }
    }

    private static void copy(InputStream in, OutputStream out, Cancellation cancellation) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            cancellation.check();
            out.write(buffer, 0, read);
        }
    }
}
