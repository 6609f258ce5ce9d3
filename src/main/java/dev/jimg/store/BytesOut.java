package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes that are written one field after the other; {@link BytesIn} reads them. Integers have the highest byte first. */
final class BytesOut {

    private static final int FIRST_BYTES = 1 << 16;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    private int take(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + count));
        }
        int place = size;
        size += count;
        return place;
    }

    BytesOut flag(boolean value) {
        return octet(value ? 1 : 0);
    }

    BytesOut octet(int value) {
        int place = take(1);
        bytes[place] = (byte) value;
        return this;
    }

    BytesOut number(int value) {
        int place = take(Integer.BYTES);
        bytes[place] = (byte) (value >> 24);
        bytes[place + 1] = (byte) (value >> 16);
        bytes[place + 2] = (byte) (value >> 8);
        bytes[place + 3] = (byte) value;
        return this;
    }

    BytesOut big(long value) {
        return number((int) (value >> 32)).number((int) value);
    }

    BytesOut raw(byte[] value) {
        int place = take(value.length);
        System.arraycopy(value, 0, bytes, place, value.length);
        return this;
    }

    /** With its length before it. */
    BytesOut text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        return number(encoded.length).raw(encoded);
    }

    /** As text, because it is needed as text. */
    BytesOut digest(Digest digest) {
        return octet(digest.algorithm().ordinal()).raw(digest.hex().getBytes(StandardCharsets.ISO_8859_1));
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
