package dev.jimg.inflate;

/**
 * What an entry of a decode table says, in one int.
 *
 * <p>Bits 0 to 5 of every entry are how many bits of the stream it takes; in a second table, without those that led to it. So it can be given to a shift of a long as it is:
 * that looks at no other bits of it. The rest depends on its kind:
 *
 * <ul>
 * <li>a literal is negative, and bits 8 to 15 are the byte;
 * <li>a length or a distance: bits 8 to 11 how long its code is without the extra bits, 16 to 30 what those are added to;
 * <li>{@link #SPECIAL} and {@link #SUBTABLE}: bits 16 to 30 where the second table begins, 8 to 11 how many bits choose in
 *     it;
 * <li>{@link #SPECIAL} and {@link #END}: the block ends;
 * <li>{@link #SPECIAL} alone: a code that stands for nothing.
 * </ul>
 */
final class Entries {

    static final int SPECIAL = 1 << 15;
    static final int SUBTABLE = 1 << 14;
    static final int END = 1 << 13;
    /** A code that was not given to a symbol; it takes one bit, as in zlib. */
    static final int NONE = SPECIAL | 1;

    /** What a symbol means, by its number; bits 0 to 5 are its extra bits. Of literals and lengths (3.2.5). */
    static final int[] LENGTHS = lengths();
    /** Of distances. */
    static final int[] DISTANCES = distances();
    /** Of the code that the lengths of the other codes are written in (3.2.7): bits 16 up are the symbol. */
    static final int[] PLAIN = plain();

    private static final int LITERAL = 1 << 31;

    private Entries() {}

    /** That of a symbol whose code has so many bits. */
    static int of(int meaning, int bits) {
        boolean plainCode = meaning < 0 || (meaning & SPECIAL) != 0;
        return meaning + bits | (plainCode ? 0 : bits << 8);
    }

    static boolean isLiteral(int entry) {
        return entry < 0;
    }

    static boolean isSpecial(int entry) {
        return (entry & SPECIAL) != 0;
    }

    static boolean isSubtable(int entry) {
        return (entry & (LITERAL | SPECIAL | SUBTABLE)) == (SPECIAL | SUBTABLE);
    }

    static int subtable(int start, int chooseBits, int bits) {
        return SPECIAL | SUBTABLE | start << 16 | chooseBits << 8 | bits;
    }

    /** Bits of the stream that it takes. */
    static int taken(int entry) {
        return entry & 63;
    }

    /** Where in the second table the entry for these bits is. */
    static int inSubtable(int entry, long bits) {
        return (entry >>> 16) + ((int) bits & (1 << (entry >>> 8 & 15)) - 1);
    }

    /** The length or the distance, when these bits begin with its code. */
    static int value(int entry, long bits) {
        return (entry >>> 16) + (int) ((bits & (1L << entry) - 1) >>> (entry >>> 8 & 15));
    }

    /** The fixed code has two symbols, 286 and 287, that stand for nothing (3.2.6). */
    private static int[] lengths() {
        int[] meanings = new int[288];
        for (int i = 0; i < 256; i++) {
            meanings[i] = LITERAL | i << 8;
        }
        meanings[256] = SPECIAL | END;
        int base = 3;
        for (int i = 257; i < 285; i++) {
            int extra = Math.max(0, (i - 261) / 4);
            meanings[i] = base << 16 | extra;
            base += 1 << extra;
        }
        meanings[285] = 258 << 16;
        meanings[286] = SPECIAL;
        meanings[287] = SPECIAL;
        return meanings;
    }

    private static int[] distances() {
        int[] meanings = new int[32];
        int base = 1;
        for (int i = 0; i < 30; i++) {
            int extra = Math.max(0, (i - 2) / 2);
            meanings[i] = base << 16 | extra;
            base += 1 << extra;
        }
        meanings[30] = SPECIAL;
        meanings[31] = SPECIAL;
        return meanings;
    }

    private static int[] plain() {
        int[] meanings = new int[19];
        for (int i = 0; i < meanings.length; i++) {
            meanings[i] = i << 16;
        }
        return meanings;
    }
}
