package dev.jimg.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jimg.inflate.Inflaters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** With our own inflater from the first byte on. */
class GzipStreamTest {

    private final byte[] text = text(300_000);

    private static byte[] text(int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(7);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(1 + i % 20));
        }
        return bytes;
    }

    private static byte[] packed(byte[]... members) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (OutputStream out = new GZIPOutputStream(all)) {
                out.write(member);
            }
        }
        return all.toByteArray();
    }

    private static InputStream stream(byte[] packed) {
        return own(new ByteArrayInputStream(packed));
    }

    private static InputStream own(InputStream packed) {
        return new GzipStream(packed, Inflaters.own());
    }

    private static String refusal(byte[] packed) {
        return assertThrows(ArchiveException.class, () -> stream(packed).readAllBytes()).getMessage();
    }

    @Test
    void readsMembersFromASourceThatGivesAByteAtATime() throws IOException {
        byte[] packed = packed(text, new byte[0], Arrays.copyOf(text, 100));
        byte[] both = Arrays.copyOf(text, text.length + 100);
        System.arraycopy(text, 0, both, text.length, 100);
        InputStream slow = new ByteArrayInputStream(packed) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(1, length));
            }
        };
        assertArrayEquals(both, own(slow).readAllBytes());
    }

    @Test
    void oneByteAtATimeIsTheSame() throws IOException {
        try (InputStream in = stream(packed(text))) {
            for (byte wanted : text) {
                assertEquals(wanted & 0xff, in.read());
            }
            assertEquals(-1, in.read());
            assertEquals(-1, in.read());
        }
    }

    @Test
    void handsOutAllThatIsThereBeforeItSaysThatTheRestIsMissing() throws IOException {
        byte[] packed = packed(text);
        byte[] read = new byte[text.length];
        try (InputStream in = stream(Arrays.copyOf(packed, packed.length - 8))) {
            assertEquals(text.length, in.readNBytes(read, 0, read.length));
            assertEquals("the gzip data is cut off", assertThrows(ArchiveException.class, in::read).getMessage());
        }
        assertArrayEquals(text, read);
    }

    @Test
    void comparesChecksumAndLengthOfEachMember() throws IOException {
        byte[] packed = packed(text, text);
        int second = packed.length / 2;
        for (int end : new int[] {second, packed.length}) {
            byte[] checksum = packed.clone();
            checksum[end - 5] ^= 1;
            assertEquals("damaged gzip data (checksum)", refusal(checksum));
            byte[] length = packed.clone();
            length[end - 1] ^= 1;
            assertEquals("damaged gzip data (length)", refusal(length));
        }
    }

    @Test
    void saysSoAgainWhenItIsReadOnAfterAFault() throws IOException {
        byte[] packed = packed(text);
        byte[] wrong = packed.clone();
        wrong[packed.length - 5] ^= 1;
        byte[] good = Arrays.copyOf(wrong, wrong.length + 8);
        System.arraycopy(packed, packed.length - 8, good, wrong.length, 8);
        for (byte[] damaged : new byte[][] {good, Arrays.copyOf(packed, packed.length - 3)}) {
            InputStream in = stream(damaged);
            String fault = assertThrows(ArchiveException.class, in::readAllBytes).getMessage();
            for (int i = 0; i < 3; i++) {
                assertEquals(fault, assertThrows(ArchiveException.class, in::read).getMessage());
            }
        }
    }

    @Test
    void saysWhatIsWrongWithTheData() throws IOException {
        byte[] packed = packed(text);
        packed[10] |= 6;
        assertEquals("damaged gzip data (invalid block type)", refusal(packed));
    }

    @Test
    void refusesJunkBehindIt() throws IOException {
        byte[] packed = packed(text);
        byte[] more = Arrays.copyOf(packed, packed.length + 20);
        assertArrayEquals(text, stream(more).readAllBytes());
        more[packed.length] = 'j';
        assertEquals("damaged gzip data (junk after its end)", refusal(more));
    }

    @Test
    void whatTheSourceThrowsComesOut() throws IOException {
        byte[] packed = packed(text);
        InputStream cancelled = new ByteArrayInputStream(packed, 0, packed.length / 2) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                int count = super.read(buffer, offset, length);
                if (count < 0) {
                    throw new CancellationException();
                }
                return count;
            }
        };
        assertThrows(CancellationException.class, () -> own(cancelled).readAllBytes());
    }
}
