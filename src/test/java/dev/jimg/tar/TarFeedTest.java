package dev.jimg.tar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarFeedTest {

    /** Two files; the first has its true size, 600, only in its PAX header, as one of more than 8 GiB has. */
    private static byte[] tar() {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        byte[] records = "12 size=600\n17 mtime=5000.25\n".getBytes(StandardCharsets.ISO_8859_1);
        tar.writeBytes(header("pax", 'x', records.length, 1));
        tar.writeBytes(records);
        tar.writeBytes(new byte[Header.padding(records.length)]);
        tar.writeBytes(header("large", '0', 0, 1));
        tar.writeBytes("x".repeat(600).getBytes(StandardCharsets.ISO_8859_1));
        tar.writeBytes(new byte[Header.padding(600)]);
        tar.writeBytes(header("small", '0', 0, 7));
        tar.writeBytes(new byte[2 * Header.BLOCK]);
        return tar.toByteArray();
    }

    private static byte[] header(String name, char type, long size, long mtime) {
        byte[] block = new byte[Header.BLOCK];
        put(block, 0, name);
        put(block, 124, String.format("%011o", size));
        put(block, 136, String.format("%011o", mtime));
        put(block, 148, "        ");
        block[156] = (byte) type;
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

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 1000, 100_000})
    void seesEachEntryHoweverTheBytesCome(int piece) throws TarException {
        List<String> seen = new ArrayList<>();
        TarFeed feed = new TarFeed((header, extensions) -> seen.add(extensions.name(header) + " "
                + extensions.storedSize(header) + " " + extensions.mtime(header)));
        byte[] tar = tar();
        for (int at = 0; at < tar.length; at += piece) {
            feed.feed(tar, at, Math.min(piece, tar.length - at));
        }
        feed.finish();
        assertEquals(List.of("large 600 5000", "small 0 7"), seen);
    }

    @Test
    void saysThatATarIsCutOff() throws TarException {
        TarFeed feed = new TarFeed((header, extensions) -> {});
        feed.feed(tar(), 0, 3 * Header.BLOCK + 100);
        assertEquals("the tar is cut off", assertThrows(TarException.class, feed::finish).getMessage());
    }
}
