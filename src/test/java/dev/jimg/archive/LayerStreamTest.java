package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class LayerStreamTest {

    private static final byte[] TEXT = text();

    /** Half random, half not: every codec has something to do. */
    private static byte[] text() {
        byte[] bytes = new byte[700_000];
        new Random(5).nextBytes(bytes);
        Arrays.fill(bytes, 200_000, 500_000, (byte) 'a');
        return bytes;
    }

    private static byte[] pack(Compression compression, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = switch (compression) {
            case NONE -> packed;
            case GZIP -> new GZIPOutputStream(packed);
            case ZSTD -> new ZstdOutputStream(packed);
            case XZ -> new XZOutputStream(packed, new LZMA2Options(1));
            case BZIP2 -> new BZip2CompressorOutputStream(packed);
        }) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        return unpack(packed, LayerLimits.DEFAULT);
    }

    private static byte[] unpack(byte[] packed, LayerLimits limits) throws IOException {
        try (InputStream in = LayerStream.open(new ByteArrayInputStream(packed), limits)) {
            return in.readAllBytes();
        }
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void unpacksByTheFirstBytes(Compression compression) throws IOException {
        byte[] packed = pack(compression, TEXT);
        assertArrayEquals(TEXT, unpack(packed));
        try (LayerStream in = LayerStream.open(new ByteArrayInputStream(packed), LayerLimits.DEFAULT)) {
            assertEquals(compression, in.compression());
        }
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void unpacksSeveralPartsAsOne(Compression compression) throws IOException {
        byte[] head = Arrays.copyOf(TEXT, 123_456);
        byte[] tail = Arrays.copyOfRange(TEXT, 123_456, TEXT.length);
        assertArrayEquals(TEXT, unpack(joined(pack(compression, head), pack(compression, new byte[0]),
                pack(compression, tail))));
    }

    @ParameterizedTest
    @EnumSource(value = Compression.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void refusesWhatIsCutOff(Compression compression) throws IOException {
        byte[] packed = pack(compression, TEXT);
        for (int length : new int[] {packed.length - 1, packed.length / 2, 10}) {
            assertThrows(ArchiveException.class, () -> unpack(Arrays.copyOf(packed, length)), "at " + length);
        }
    }

    /** CVE-2014-9357 was a program that was run for xz with too many rights; here none is run. */
    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"GZIP", "XZ", "BZIP2"})
    void refusesWhatIsDamaged(Compression compression) throws IOException {
        byte[] packed = pack(compression, TEXT);
        packed[packed.length / 2] ^= 1;
        assertThrows(ArchiveException.class, () -> unpack(packed));
    }

    @Test
    void readsEveryFieldOfAGzipHeader() throws IOException {
        GzipParameters parameters = new GzipParameters();
        parameters.setFileName("layer.tar");
        parameters.setComment("a comment");
        parameters.setHeaderCRC(true);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GzipCompressorOutputStream(packed, parameters)) {
            out.write(TEXT);
        }
        assertArrayEquals(TEXT, unpack(packed.toByteArray()));
    }

    @Test
    void allowsPaddingAfterGzipDataButNoJunk() throws IOException {
        byte[] packed = pack(Compression.GZIP, TEXT);
        assertArrayEquals(TEXT, unpack(joined(packed, new byte[300_000])));
        assertThrows(ArchiveException.class, () -> unpack(joined(packed, "junk".getBytes())));
        assertThrows(ArchiveException.class, () -> unpack(joined(packed, new byte[10], new byte[] {1})));
    }

    @Test
    void readsZstandardBehindASkippableFrame() throws IOException {
        byte[] frame = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(0x184d2a51).putInt(4).array();
        assertArrayEquals(TEXT, unpack(joined(frame, pack(Compression.ZSTD, TEXT))));
    }

    @Test
    void handsOnTheErrorsOfTheStreamBelow() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        IOException e = assertThrows(IOException.class, () -> LayerStream.open(broken, LayerLimits.DEFAULT));
        assertEquals("the disk is gone", e.getMessage());
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void stopsAtTheLimit(Compression compression) throws IOException {
        byte[] packed = pack(compression, TEXT);
        ArchiveException e = assertThrows(ArchiveException.class,
                () -> unpack(packed, new LayerLimits(TEXT.length - 1, TEXT.length, 1000)));
        assertTrue(e.getMessage().contains("more than " + (TEXT.length - 1)), e.getMessage());
        assertArrayEquals(TEXT, unpack(packed, new LayerLimits(TEXT.length, TEXT.length, 1)));
    }

    /** CVE-2017-14992: unpacked without being kept, each ends at its limit, in the memory of one buffer. */
    @ParameterizedTest
    @EnumSource(value = Compression.class, names = {"GZIP", "XZ", "BZIP2"})
    void stopsABombAtItsSize(Compression compression) throws IOException {
        byte[] packed = pack(compression, new byte[20_000_000]);
        assertTrue(packed.length < 40_000, "" + packed.length);
        ArchiveException e = assertThrows(ArchiveException.class,
                () -> unpack(packed, new LayerLimits(10_000_000, 1_000_000, 100_000_000)));
        assertTrue(e.getMessage().contains("more than 10000000 bytes"), e.getMessage());
        assertThrows(ArchiveException.class, () -> unpack(packed, new LayerLimits(1L << 40, 1_000_000, 400)));
    }

    /** CVE-2017-14992, where a few bytes become any number. */
    @Test
    void stopsABomb() throws IOException {
        byte[] packed = pack(Compression.ZSTD, new byte[50_000_000]);
        assertTrue(packed.length < 10_000, "" + packed.length);
        ArchiveException e = assertThrows(ArchiveException.class,
                () -> unpack(packed, new LayerLimits(1L << 40, 1_000_000, 1000)));
        assertTrue(e.getMessage().contains("1000 times"), e.getMessage());
    }
}
