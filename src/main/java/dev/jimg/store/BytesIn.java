package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link BytesOut} wrote. It is plain arithmetic on an array, since most often it runs in a process that is
 * young and interprets it; a {@code ByteBuffer} costs that many calls for each number.
 *
 * <p>Bytes that are something else make it throw {@link IndexOutOfBoundsException} or
 * {@link dev.jimg.oci.MalformedException}, and never reserve more memory than there are bytes.
 */
final class BytesIn {

    private static final Digest.Algorithm[] ALGORITHMS = Digest.Algorithm.values();
    private static final int[] HEX_DIGITS = {64, 128};

    private final byte[] bytes;
    private int at;

    BytesIn(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean flag() {
        return octet() != 0;
    }

    int octet() {
        return bytes[at++];
    }

    int number() {
        int place = at;
        at = place + Integer.BYTES;
        return bytes[place] << 24 | (bytes[place + 1] & 0xff) << 16 | (bytes[place + 2] & 0xff) << 8
                | bytes[place + 3] & 0xff;
    }

    long big() {
        return (long) number() << 32 | number() & 0xffff_ffffL;
    }

    /** How many things follow, each of which takes a byte at least. */
    int count() {
        int count = number();
        if (count < 0 || count > bytes.length - at) {
            throw new IndexOutOfBoundsException(count);
        }
        return count;
    }

    /** Of letters beyond ASCII few are stored, and the decoder sees that at once. */
    String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    Digest digest() {
        int algorithm = octet();
        int length = HEX_DIGITS[algorithm];
        String hex = new String(bytes, at, length, StandardCharsets.ISO_8859_1);
        at += length;
        return new Digest(ALGORITHMS[algorithm], hex);
    }

    boolean atEnd() {
        return at == bytes.length;
    }

    int position() {
        return at;
    }
}
