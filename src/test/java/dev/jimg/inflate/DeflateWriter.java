package dev.jimg.inflate;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Deflate streams bit by bit, also such as no packer makes. */
final class DeflateWriter {

    private static final int[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long bits;
    private int count;

    /** Lowest bit first. */
    DeflateWriter bits(int value, int length) {
        bits |= (value & (1L << length) - 1) << count;
        count += length;
        for (; count >= 8; count -= 8) {
            bytes.write((int) bits);
            bits >>>= 8;
        }
        return this;
    }

    /** The head of a block; types are those of RFC 1951, 3.2.3. */
    DeflateWriter block(boolean last, int type) {
        return bits(last ? 1 : 0, 1).bits(type, 2);
    }

    DeflateWriter stored(boolean last, byte[] content) {
        block(last, 0).align();
        bits(content.length, 16).bits(~content.length, 16);
        bytes.writeBytes(content);
        return this;
    }

    DeflateWriter align() {
        return bits(0, -count & 7);
    }

    /** The head of a dynamic block, with every length written out. */
    DeflateWriter dynamic(boolean last, int[] lengths, int[] distances) {
        block(last, 2).bits(lengths.length - 257, 5).bits(distances.length - 1, 5).bits(ORDER.length - 4, 4);
        for (int symbol : ORDER) {
            bits(symbol < 16 ? 4 : 0, 3);
        }
        int[] plain = new int[16];
        Arrays.fill(plain, 4);
        for (int length : lengths) {
            code(plain, length);
        }
        for (int length : distances) {
            code(plain, length);
        }
        return this;
    }

    /** A symbol of the code with these lengths, first bit first. */
    DeflateWriter code(int[] lengths, int symbol) {
        int code = 0;
        for (int length = 1; length <= lengths[symbol]; length++) {
            code <<= 1;
            for (int other = 0; other < lengths.length; other++) {
                if (lengths[other] == length && (length < lengths[symbol] || other < symbol)) {
                    code++;
                }
            }
        }
        return bits(Integer.reverse(code) >>> 32 - lengths[symbol], lengths[symbol]);
    }

    byte[] end() {
        align();
        return bytes.toByteArray();
    }

    /** That of the fixed code for literals and lengths. */
    static int[] fixedLengths() {
        int[] lengths = new int[288];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i < 144 || i >= 280 ? 8 : i < 256 ? 9 : 7;
        }
        return lengths;
    }

    static int[] fixedDistances() {
        int[] lengths = new int[32];
        Arrays.fill(lengths, 5);
        return lengths;
    }
}
