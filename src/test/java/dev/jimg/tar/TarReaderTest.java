package dev.jimg.tar;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jimg.fuzz.RawTar;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a tar has that means ill. */
final class TarReaderTest {

    private static final int BLOCK = 512;
    private static final int RECORD = 1_000_000;
    private static final int MANY = 2_000;

    private static byte[] header(char type, long size) {
        byte[] block = new byte[BLOCK];
        put(block, 0, "name");
        put(block, 124, String.format("%011o", size));
        block[156] = (byte) type;
        return block;
    }

    private static byte[] sealed(byte[] block) {
        put(block, 148, "        ");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, String.format("%06o\0", sum));
        return block;
    }

    private static void put(byte[] block, int offset, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, offset, bytes.length);
    }

    private static InputStream extended(char type, int number) {
        String head = RECORD + " SCHILY.xattr.user." + number + "=";
        byte[] record = new byte[(RECORD + BLOCK - 1) / BLOCK * BLOCK];
        put(record, 0, head + "x".repeat(RECORD - head.length() - 1) + "\n");
        return new SequenceInputStream(new ByteArrayInputStream(sealed(header(type, RECORD))),
                new ByteArrayInputStream(record));
    }

    /** So many megabytes of headers that no memory would hold them; each is made when it is read. */
    private static InputStream headers(char type) {
        return new SequenceInputStream(new Enumeration<>() {
            private int made;

            @Override
            public boolean hasMoreElements() {
                return made < MANY;
            }

            @Override
            public InputStream nextElement() {
                return extended(type, made++);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(chars = {'x', 'g'})
    void refusesMoreHeadersThanAnyEntryNeeds(char type) {
        TarException refused = assertThrows(TarException.class, () -> new TarReader(headers(type)).next());
        assertTrue(refused.getMessage().contains("headers"), refused.getMessage());
    }

    /** CVE-2025-58183, CVE-2024-25710: the map of a sparse file, in the three ways that tars have. */
    @Test
    void refusesMapsOfSparseFilesThatWantAllMemory() {
        List<byte[]> tars = List.of(
                new RawTar().pax('x', "GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.realsize=1")
                        .file("a", "999999999\n" + "0\n1\n".repeat(500)).end(),
                new RawTar().pax('x', "GNU.sparse.size=9", "GNU.sparse.map=" + "0,9223372036854775807,".repeat(9))
                        .file("a", "x").end(),
                new RawTar().pax('x', "GNU.sparse.size=9223372036854775807", "GNU.sparse.offset=9223372036854775807",
                        "GNU.sparse.numbytes=9223372036854775807").file("a", "x").end());
        for (byte[] tar : tars) {
            assertThrows(TarException.class, () -> new TarReader(new ByteArrayInputStream(tar)).next());
        }
    }

    @Test
    void refusesASparseFileOfLessThanNothing() {
        byte[] block = header('S', 0);
        for (int i = 483; i < 495; i++) {
            block[i] = (byte) 0xff;
        }
        InputStream tar = new ByteArrayInputStream(sealed(block));
        assertThrows(TarException.class, () -> new TarReader(tar).next());
    }
}
