package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.ZstdOutputStream;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MediaType;
import dev.jimg.testing.ArchiveFixture;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

final class LayerIntakeTest {

    private static final byte[] TAR = ArchiveFixture.rootfs(Map.of("etc/a", "a".repeat(4321)));

    private final ByteArrayOutputStream blob = new ByteArrayOutputStream();

    private LayerIntake.Taken take(byte[] bytes) throws IOException {
        return LayerIntake.take(new ByteArrayInputStream(bytes), blob, LayerWatch.NONE, ProgressSink.NONE, Cancellation.none());
    }

    private void check(LayerIntake.Taken taken) {
        assertEquals(Digest.of(TAR), taken.layer().diffId().digest());
        assertEquals(TAR.length, taken.layer().tarSize());
        assertEquals(4321, taken.layer().unpackedSize());
    }

    private static byte[] packed(OutputStream packer, ByteArrayOutputStream out) throws IOException {
        packer.write(TAR);
        packer.close();
        return out.toByteArray();
    }

    @Test
    void keepsGzipAndZstdAsTheyCome() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] gzip = packed(new GZIPOutputStream(out), out);
        LayerIntake.Taken taken = take(gzip);
        check(taken);
        assertEquals(MediaType.OCI_LAYER_GZIP, taken.mediaType());
        assertArrayEquals(gzip, blob.toByteArray());
        blob.reset();
        out.reset();
        byte[] zstd = packed(new ZstdOutputStream(out), out);
        taken = take(zstd);
        check(taken);
        assertEquals(MediaType.OCI_LAYER_ZSTD, taken.mediaType());
        assertArrayEquals(zstd, blob.toByteArray());
    }

    @Test
    void packsEverythingElseWithGzip() throws IOException {
        ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        for (byte[] bytes : new byte[][] {TAR, packed(new BZip2CompressorOutputStream(bzip2), bzip2),
            packed(new XZOutputStream(xz, new LZMA2Options()), xz)}) {
            blob.reset();
            LayerIntake.Taken taken = take(bytes);
            check(taken);
            assertEquals(MediaType.OCI_LAYER_GZIP, taken.mediaType());
            assertArrayEquals(TAR,
                    new GZIPInputStream(new ByteArrayInputStream(blob.toByteArray())).readAllBytes());
        }
    }

    @Test
    void refusesWhatIsNoTar() {
        assertThrows(ArchiveException.class, () -> take("hello".getBytes()));
        assertThrows(ArchiveException.class, () -> take(Arrays.copyOf(TAR, 700)));
    }
}
