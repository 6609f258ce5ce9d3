package dev.jimg.inflate;

import java.util.Arrays;
import java.util.zip.DataFormatException;

/** The two codes of a block, and how they are read from its head. */
final class Codes {

    /** With 11 bits it stays in the processor's first cache, and few codes of real layers are longer. */
    static final int LENGTH_BITS = 11;
    static final int DISTANCE_BITS = 9;

    private static final int CODE_BITS = 7;
    private static final int MOST_LENGTHS = 286;
    private static final int MOST_DISTANCES = 30;
    private static final int END_OF_BLOCK = 256;
    /** RFC 1951, 3.2.7. */
    private static final byte[] ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** Those that need not be written (3.2.6). Blocks that use them may be of a few bits: they are built once. */
    private static final DecodeTable FIXED_LENGTHS = fixedLengths();
    private static final DecodeTable FIXED_DISTANCES = fixedDistances();

    /** Those of the block that is read. */
    DecodeTable lengths = FIXED_LENGTHS;
    DecodeTable distances = FIXED_DISTANCES;
    private final DecodeTable writtenLengths = forLengths();
    private final DecodeTable writtenDistances = forDistances();
    /** zlib takes a code without symbols here for one whose only symbol is 0. */
    private final DecodeTable codes = new DecodeTable(CODE_BITS, Entries.PLAIN, Entries.of(Entries.PLAIN[0], 1));
    /** Of the code for lengths, then of the two codes one after the other. */
    private final byte[] codeLengths = new byte[MOST_LENGTHS + MOST_DISTANCES];
    private int lengthCount;
    private int distanceCount;
    private int codeCount;
    private int have;

    private static DecodeTable forLengths() {
        return new DecodeTable(LENGTH_BITS, Entries.LENGTHS, Entries.NONE);
    }

    private static DecodeTable forDistances() {
        return new DecodeTable(DISTANCE_BITS, Entries.DISTANCES, Entries.NONE);
    }

    private static DecodeTable fixedLengths() {
        byte[] bits = new byte[Entries.LENGTHS.length];
        Arrays.fill(bits, 0, 144, (byte) 8);
        Arrays.fill(bits, 144, 256, (byte) 9);
        Arrays.fill(bits, 256, 280, (byte) 7);
        Arrays.fill(bits, 280, 288, (byte) 8);
        DecodeTable table = forLengths();
        table.build(bits, 0, bits.length, false);
        return table;
    }

    private static DecodeTable fixedDistances() {
        byte[] bits = new byte[Entries.DISTANCES.length];
        Arrays.fill(bits, (byte) 5);
        DecodeTable table = forDistances();
        table.build(bits, 0, bits.length, false);
        return table;
    }

    void useFixed() {
        lengths = FIXED_LENGTHS;
        distances = FIXED_DISTANCES;
    }

    /** @return false if it needs more input, as in the two steps that follow */
    boolean readSizes(BitInput in) throws DataFormatException {
        if (!in.has(14)) {
            return false;
        }
        lengthCount = in.take(5) + 257;
        distanceCount = in.take(5) + 1;
        codeCount = in.take(4) + 4;
        if (lengthCount > MOST_LENGTHS || distanceCount > MOST_DISTANCES) {
            throw Fault.SYMBOL_COUNT.exception();
        }
        Arrays.fill(codeLengths, 0, ORDER.length, (byte) 0);
        have = 0;
        return true;
    }

    boolean readCode(BitInput in) throws DataFormatException {
        while (have < codeCount) {
            if (!in.has(3)) {
                return false;
            }
            codeLengths[ORDER[have++]] = (byte) in.take(3);
        }
        if (!codes.build(codeLengths, 0, ORDER.length, false)) {
            throw Fault.CODE_LENGTHS.exception();
        }
        have = 0;
        return true;
    }

    boolean readLengths(BitInput in) throws DataFormatException {
        while (have < lengthCount + distanceCount) {
            if (in.count < 14) {
                in.refill();
            }
            int entry = codes.entries[(int) in.bits & (1 << CODE_BITS) - 1];
            int symbol = entry >>> 16;
            if (Entries.taken(entry) + extraBits(symbol) > in.count) {
                return false;
            }
            in.drop(Entries.taken(entry));
            if (symbol < 16) {
                codeLengths[have++] = (byte) symbol;
            } else {
                repeat(symbol, in.take(extraBits(symbol)));
            }
        }
        build();
        return true;
    }

    private static int extraBits(int symbol) {
        return symbol < 16 ? 0 : symbol == 16 ? 2 : symbol == 17 ? 3 : 7;
    }

    private void repeat(int symbol, int extra) throws DataFormatException {
        int times = extra + (symbol == 18 ? 11 : 3);
        if (symbol == 16 && have == 0 || have + times > lengthCount + distanceCount) {
            throw Fault.REPEAT.exception();
        }
        Arrays.fill(codeLengths, have, have + times, symbol == 16 ? codeLengths[have - 1] : 0);
        have += times;
    }

    private void build() throws DataFormatException {
        if (codeLengths[END_OF_BLOCK] == 0) {
            throw Fault.NO_END.exception();
        }
        lengths = writtenLengths;
        distances = writtenDistances;
        if (!lengths.build(codeLengths, 0, lengthCount, true)) {
            throw Fault.LENGTHS.exception();
        }
        if (!distances.build(codeLengths, lengthCount, distanceCount, true)) {
            throw Fault.DISTANCES.exception();
        }
    }
}
