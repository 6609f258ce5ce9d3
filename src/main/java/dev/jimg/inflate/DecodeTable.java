package dev.jimg.inflate;

import java.util.Arrays;

/**
 * A Huffman code of deflate (RFC 1951, 3.2.2) as a table: the next bits of the stream are an index, and the entry there
 * ({@link Entries}) says what they mean. Codes that are longer go on in second tables, which stand behind the first.
 */
final class DecodeTable {

    private static final int LONGEST = 15;

    /** Of a fixed length, so that the loop that reads it need not ask. */
    final int[] entries;
    private final int indexBits;
    private final int[] meanings;
    /** What stands for a code without symbols. */
    private final int noCode;
    /** The symbols that have a code, in the order of the codes. */
    private final int[] sorted;
    private final int[] count = new int[LONGEST + 1];
    private final int[] offset = new int[LONGEST + 2];

    /**
     * @param meanings what its symbols mean, as in {@link Entries}
     * @param noCode the entry for each bit if no symbol has a code
     */
    DecodeTable(int indexBits, int[] meanings, int noCode) {
        this.indexBits = indexBits;
        this.meanings = meanings;
        this.noCode = noCode;
        this.sorted = new int[meanings.length];
        // A second table has two codes at the least.
        this.entries = new int[(1 << indexBits) + (meanings.length / 2 << LONGEST - indexBits)];
    }

    /**
     * Builds it from the lengths of the codes, 0 for a symbol that has none.
     *
     * @param mayBeSingle whether one code of one bit may stand alone; else all must be there, or none
     * @return false if no code has such lengths
     */
    boolean build(byte[] lengths, int from, int symbols, boolean mayBeSingle) {
        Arrays.fill(count, 0);
        for (int i = from; i < from + symbols; i++) {
            count[lengths[i]]++;
        }
        int longest = LONGEST;
        while (longest > 0 && count[longest] == 0) {
            longest--;
        }
        if (longest == 0) {
            Arrays.fill(entries, 0, 1 << indexBits, noCode);
            return true;
        }
        int left = unused();
        if (left < 0 || left > 0 && !(mayBeSingle && longest == 1)) {
            return false;
        }
        sort(lengths, from, symbols);
        fill(longest);
        return true;
    }

    /** How many codes of the longest kind are left over; negative if there are too many codes. */
    private int unused() {
        int left = 1;
        for (int length = 1; length <= LONGEST; length++) {
            left = (left << 1) - count[length];
            if (left < 0) {
                break;
            }
        }
        return left;
    }

    private void sort(byte[] lengths, int from, int symbols) {
        offset[1] = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offset[length + 1] = offset[length] + count[length];
        }
        for (int i = 0; i < symbols; i++) {
            int length = lengths[from + i];
            if (length != 0) {
                sorted[offset[length]++] = i;
            }
        }
    }

    /** The table for codes of n bits is that for codes of n - 1 bits twice, and then the codes of n bits. */
    private void fill(int longest) {
        int code = 0;
        int next = 0;
        entries[0] = Entries.NONE;
        for (int length = 1; length <= indexBits; length++) {
            System.arraycopy(entries, 0, entries, 1 << length - 1, 1 << length - 1);
            for (int i = count[length]; i > 0; i--) {
                entries[code] = Entries.of(meanings[sorted[next++]], length);
                code = following(code, length);
            }
        }
        if (longest > indexBits) {
            fillSecond(code, next, longest);
        }
    }

    private void fillSecond(int firstCode, int firstSymbol, int longest) {
        int code = firstCode;
        int next = firstSymbol;
        int start = 0;
        int end = 1 << indexBits;
        int prefix = -1;
        for (int length = indexBits + 1; length <= longest; length++) {
            for (int i = count[length]; i > 0; i--) {
                if ((code & (1 << indexBits) - 1) != prefix) {
                    prefix = code & (1 << indexBits) - 1;
                    start = end;
                    int chooseBits = chooseBits(length, i, longest);
                    end = start + (1 << chooseBits);
                    entries[prefix] = Entries.subtable(start, chooseBits, indexBits);
                }
                int entry = Entries.of(meanings[sorted[next++]], length - indexBits);
                for (int at = start + (code >>> indexBits); at < end; at += 1 << length - indexBits) {
                    entries[at] = entry;
                }
                code = following(code, length);
            }
        }
    }

    /** How many bits choose in a second table that begins with codes of that length, of which so many are left. */
    private int chooseBits(int length, int left, int longest) {
        int chooseBits = length - indexBits;
        int room = (1 << chooseBits) - left;
        while (room > 0 && chooseBits + indexBits < longest) {
            chooseBits++;
            room = (room << 1) - count[indexBits + chooseBits];
        }
        return chooseBits;
    }

    /** The next code, first bit lowest, as it is in the stream; 0 after the last. */
    private static int following(int code, int length) {
        int bit = Integer.highestOneBit(code ^ (1 << length) - 1);
        return bit == 0 ? 0 : code & bit - 1 | bit;
    }
}
