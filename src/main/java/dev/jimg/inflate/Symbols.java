package dev.jimg.inflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;

/** The literals and matches of a block (RFC 1951, 3.2.3). */
final class Symbols {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LENGTH_MASK = (1 << Codes.LENGTH_BITS) - 1;
    private static final int DISTANCE_MASK = (1 << Codes.DISTANCE_BITS) - 1;
    /** What the fast loop reads in one turn: two times eight bytes, the second at the eighth byte at the latest. */
    private static final int TURN_BYTES = 16;

    private final BitInput in;
    private final Codes codes;
    private final Window window;
    private boolean ended;

    Symbols(BitInput in, Codes codes, Window window) {
        this.in = in;
        this.codes = codes;
        this.window = window;
    }

    /**
     * Goes on with the block.
     *
     * @return whether it is at its end; if not, it needs more input or more room
     */
    boolean decode() throws DataFormatException {
        ended = false;
        while (!ended && !window.full()) {
            if (in.remaining() >= TURN_BYTES) {
                decodeMany();
            } else if (!decodeOne()) {
                return false;
            }
        }
        return ended;
    }

    /** Where input is short: one symbol, or none if it is not whole. */
    private boolean decodeOne() throws DataFormatException {
        in.refill();
        long bits = in.bits;
        int used = 0;
        int entry = codes.lengths.entries[(int) bits & LENGTH_MASK];
        if (Entries.isSubtable(entry)) {
            used = Codes.LENGTH_BITS;
            entry = codes.lengths.entries[Entries.inSubtable(entry, bits >>> used)];
        }
        int end = used + Entries.taken(entry);
        if (end > in.count) {
            return false;
        }
        if (Entries.isLiteral(entry)) {
            window.literal((byte) (entry >>> 8));
            in.drop(end);
            return true;
        }
        if (Entries.isSpecial(entry)) {
            endBlock(entry);
            in.drop(end);
            return true;
        }
        return decodeDistance(Entries.value(entry, bits >>> used), end);
    }

    private void endBlock(int entry) throws DataFormatException {
        if ((entry & Entries.END) == 0) {
            throw Fault.LENGTH_CODE.exception();
        }
        ended = true;
    }

    /** @param begin how many bits the length has, which are not dropped yet */
    private boolean decodeDistance(int length, int begin) throws DataFormatException {
        int used = begin;
        int entry = codes.distances.entries[(int) (in.bits >>> used) & DISTANCE_MASK];
        if (Entries.isSubtable(entry)) {
            used += Codes.DISTANCE_BITS;
            entry = codes.distances.entries[Entries.inSubtable(entry, in.bits >>> used)];
        }
        int end = used + Entries.taken(entry);
        if (end > in.count) {
            return false;
        }
        if (Entries.isSpecial(entry)) {
            throw Fault.DISTANCE_CODE.exception();
        }
        int distance = Entries.value(entry, in.bits >>> used);
        if (distance > window.filled) {
            throw Fault.TOO_FAR.exception();
        }
        window.match(length, distance);
        in.drop(end);
        return true;
    }

    /**
     * Symbol after symbol while a turn can neither run out of input nor of room, so that it asks only once: a turn is up to
     * three literals, or up to two and a match.
     *
     * <p>This is one long method with everything in local variables, and says some things more than once, because it is
     * where all the time goes: what it calls must be nothing, or small enough to vanish. Three tricks are in it. Eight bytes
     * are read where fewer fit: those that do not stay above {@code count}, and are put there again by the next read, the
     * same. {@code count} is true in its lowest six bits only, because entries are subtracted from it as they are; shifts
     * look at no more. And the next entry is chosen before a match is copied, so that it is there when the copy is done.
     */
    private void decodeMany() throws DataFormatException {
        final byte[] input = in.bytes;
        final byte[] out = window.bytes;
        final int[] lengths = codes.lengths.entries;
        final int[] distances = codes.distances.entries;
        final int lastPosition = in.limit - TURN_BYTES;
        final int lastStart = window.lastStart;
        int position = in.position;
        int count = in.count;
        int at = window.filled;
        Fault fault = null;
        long bits = in.bits | (long) LONG.get(input, position) << count;
        position += ~count >>> 3 & 7;
        count |= 56;
        int entry = lengths[(int) bits & LENGTH_MASK];
        while (true) {
            if (entry < 0) {
                out[at++] = (byte) (entry >>> 8);
                bits >>>= entry;
                count -= entry;
                entry = lengths[(int) bits & LENGTH_MASK];
                if (entry < 0) {
                    out[at++] = (byte) (entry >>> 8);
                    bits >>>= entry;
                    count -= entry;
                    entry = lengths[(int) bits & LENGTH_MASK];
                    if (entry < 0) {
                        out[at++] = (byte) (entry >>> 8);
                        bits >>>= entry;
                        count -= entry;
                        if (position > lastPosition || at > lastStart) {
                            break;
                        }
                        bits |= (long) LONG.get(input, position) << count;
                        position += ~count >>> 3 & 7;
                        count |= 56;
                        entry = lengths[(int) bits & LENGTH_MASK];
                        continue;
                    }
                }
            }
            // 34 bits are left, and a length has 20 at most.
            if ((entry & Entries.SPECIAL) != 0) {
                if ((entry & Entries.SUBTABLE) != 0) {
                    bits >>>= entry;
                    count -= entry;
                    entry = lengths[Entries.inSubtable(entry, bits)];
                    if (entry < 0) {
                        out[at++] = (byte) (entry >>> 8);
                        bits >>>= entry;
                        count -= entry;
                        if (position > lastPosition || at > lastStart) {
                            break;
                        }
                        bits |= (long) LONG.get(input, position) << count;
                        position += ~count >>> 3 & 7;
                        count |= 56;
                        entry = lengths[(int) bits & LENGTH_MASK];
                        continue;
                    }
                }
                if ((entry & Entries.SPECIAL) != 0) {
                    fault = (entry & Entries.END) == 0 ? Fault.LENGTH_CODE : null;
                    ended = fault == null;
                    bits >>>= entry;
                    count -= entry;
                    break;
                }
            }
            int length = Entries.value(entry, bits);
            bits >>>= entry;
            count -= entry;
            bits |= (long) LONG.get(input, position) << count;
            position += ~count >>> 3 & 7;
            count |= 56;
            entry = distances[(int) bits & DISTANCE_MASK];
            if ((entry & Entries.SPECIAL) != 0) {
                if ((entry & Entries.SUBTABLE) != 0) {
                    bits >>>= entry;
                    count -= entry;
                    entry = distances[Entries.inSubtable(entry, bits)];
                }
                if ((entry & Entries.SPECIAL) != 0) {
                    fault = Fault.DISTANCE_CODE;
                    break;
                }
            }
            int distance = Entries.value(entry, bits);
            bits >>>= entry;
            count -= entry;
            int from = at - distance;
            if (from < 0) {
                fault = Fault.TOO_FAR;
                break;
            }
            int end = at + length;
            boolean another = position <= lastPosition && end <= lastStart;
            if (another) {
                bits |= (long) LONG.get(input, position) << count;
                position += ~count >>> 3 & 7;
                count |= 56;
                entry = lengths[(int) bits & LENGTH_MASK];
            }
            if (distance >= 8) {
                LONG.set(out, at, (long) LONG.get(out, from));
                LONG.set(out, at + 8, (long) LONG.get(out, from + 8));
                if (length > 16) {
                    copyRest(out, at + 16, from + 16, end);
                }
            } else {
                copyNear(out, at, from, end);
            }
            at = end;
            if (!another) {
                break;
            }
        }
        count &= 63;
        in.position = position - (count >>> 3);
        in.count = count & 7;
        in.bits = bits & (1L << in.count) - 1;
        window.filled = at;
        if (fault != null) {
            throw fault.exception();
        }
    }

    private static void copyRest(byte[] bytes, int start, int source, int end) {
        int at = start;
        int from = source;
        do {
            LONG.set(bytes, at, (long) LONG.get(bytes, from));
            at += 8;
            from += 8;
        } while (at < end);
    }

    /** What is repeated here is shorter than what is copied at once. */
    private static void copyNear(byte[] bytes, int start, int source, int end) {
        int at = start;
        if (start - source == 1) {
            long same = (bytes[source] & 0xffL) * 0x0101_0101_0101_0101L;
            do {
                LONG.set(bytes, at, same);
                at += 8;
            } while (at < end);
            return;
        }
        int from = source;
        do {
            bytes[at++] = bytes[from++];
        } while (at < end);
    }
}
