package dev.jimg.inflate;

/**
 * The input as bits, lowest first (RFC 1951, 3.1.1). What does not fit into a piece of input waits for the next: nothing is
 * taken in part.
 */
final class BitInput {

    /** Fields, for the fast loop to keep in registers. */
    byte[] bytes = new byte[0];
    int position;
    int limit;
    /** The next bits, lowest first; zeros above. */
    long bits;
    int count;

    void clear() {
        position = 0;
        limit = 0;
        bits = 0;
        count = 0;
    }

    void set(byte[] input, int offset, int length) {
        bytes = input;
        position = offset;
        limit = offset + length;
    }

    int remaining() {
        return limit - position;
    }

    /** Takes in what is there, 49 bits or more: a length and a distance have 48 at most. */
    void refill() {
        while (count <= 48 && position < limit) {
            bits |= (bytes[position++] & 0xffL) << count;
            count += 8;
        }
    }

    /** Whether there are so many bits, 32 at most. */
    boolean has(int wanted) {
        if (count < wanted) {
            refill();
        }
        return count >= wanted;
    }

    /** The next bits, which must be there. */
    int take(int wanted) {
        int value = (int) bits & (1 << wanted) - 1;
        drop(wanted);
        return value;
    }

    void drop(int wanted) {
        bits >>>= wanted;
        count -= wanted;
    }

    void dropToByte() {
        drop(count & 7);
    }

    /**
     * Gives back the whole bytes that are not used, and forgets the rest of the last. They all are of this piece of input:
     * what was left of the one before was too little, and so has been used up.
     */
    void giveBack() {
        position -= count >>> 3;
        bits = 0;
        count = 0;
    }
}
