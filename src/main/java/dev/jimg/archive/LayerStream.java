package dev.jimg.archive;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZIOException;
import org.tukaani.xz.XZInputStream;

/**
 * The tar inside a layer blob, whatever it is packed with.
 *
 * <p>What is wrong with the packed bytes is an {@link ArchiveException}; other IOExceptions are those of the stream
 * below. Not thread-safe.
 */
public final class LayerStream extends InputStream {

    /** Decoders that want more memory than this are refused; xz -9 wants 65 MiB, zstd --ultra -22 128 MiB. */
    private static final int MEMORY_LIMIT_KIB = 160 * 1024;
    private static final int ZSTD_WINDOW_LOG_MAX = 27;

    private final Compression compression;
    private final CountingStream packed;
    private final InputStream tar;
    private final LayerLimits limits;
    private long unpacked;

    private LayerStream(Compression compression, CountingStream packed, InputStream tar, LayerLimits limits) {
        this.compression = compression;
        this.packed = packed;
        this.tar = tar;
        this.limits = limits;
    }

    /** Takes over the blob's stream, also when it throws. */
    public static LayerStream open(InputStream blob, LayerLimits limits) throws IOException {
        CountingStream packed = new CountingStream(blob);
        try {
            PushbackInputStream start = new PushbackInputStream(packed, Compression.MAGIC_BYTES);
            byte[] head = new byte[Compression.MAGIC_BYTES];
            int length = start.readNBytes(head, 0, head.length);
            start.unread(head, 0, length);
            Compression compression = Compression.of(head, length);
            return new LayerStream(compression, packed, unpack(compression, start), limits);
        } catch (IOException | RuntimeException e) {
            blob.close();
            throw e;
        }
    }

    private static InputStream unpack(Compression compression, InputStream in) throws IOException {
        try {
            return switch (compression) {
                case NONE -> in;
                case GZIP -> new GzipStream(in);
                case ZSTD -> new ZstdInputStreamNoFinalizer(in).setLongMax(ZSTD_WINDOW_LOG_MAX);
                case XZ -> new XZInputStream(in, MEMORY_LIMIT_KIB);
                case BZIP2 -> new BZip2CompressorInputStream(in, true);
            };
        } catch (IOException e) {
            throw named(compression, e);
        }
    }

    public Compression compression() {
        return compression;
    }

    /** Bytes read of the blob so far. */
    public long packedBytes() {
        return packed.count();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = tar.read(buffer, offset, length);
        } catch (IOException e) {
            throw named(compression, e);
        }
        if (count > 0) {
            unpacked += count;
            limits.check(unpacked, packed.count());
        }
        return count;
    }

    /** Every codec has its own way to say that the data is bad; bzip2's is a plain IOException. */
    private static IOException named(Compression compression, IOException e) {
        if (e instanceof EOFException) {
            return new ArchiveException("the " + label(compression) + " data is cut off", e);
        }
        boolean codec = e instanceof ZstdIOException || e instanceof XZIOException
                || compression == Compression.BZIP2 && e.getClass() == IOException.class;
        return codec ? new ArchiveException("damaged " + label(compression) + " data (" + e.getMessage() + ")", e) : e;
    }

    private static String label(Compression compression) {
        return compression.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
