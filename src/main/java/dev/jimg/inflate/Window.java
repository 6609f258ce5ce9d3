package dev.jimg.inflate;

/** What was inflated last: what matches look back on, and what was not handed out yet. */
final class Window {

    /** The farthest that a match looks back. */
    private static final int HISTORY_BYTES = 32 * 1024;
    private static final int LONGEST_MATCH = 258;
    /** The fast loop writes two literals before the match, and up to seven bytes behind it; this is enough for both. */
    private static final int MARGIN = 24;

    final byte[] bytes;
    /** While it is not beyond this, there is room for a longest match, and for what is written beyond. */
    final int lastStart;
    int filled;
    private int served;

    /** @param newBytes after how many the history is moved to the beginning */
    Window(int newBytes) {
        bytes = new byte[HISTORY_BYTES + newBytes + LONGEST_MATCH + MARGIN];
        lastStart = bytes.length - LONGEST_MATCH - MARGIN;
    }

    void clear() {
        filled = 0;
        served = 0;
    }

    boolean served() {
        return served == filled;
    }

    boolean full() {
        return filled > lastStart;
    }

    /** Makes room; only once all was handed out. */
    void slide() {
        if (filled > HISTORY_BYTES) {
            System.arraycopy(bytes, filled - HISTORY_BYTES, bytes, 0, HISTORY_BYTES);
            filled = HISTORY_BYTES;
            served = HISTORY_BYTES;
        }
    }

    int handOut(byte[] out, int offset, int length) {
        int count = Math.min(length, filled - served);
        System.arraycopy(bytes, served, out, offset, count);
        served += count;
        return count;
    }

    void literal(byte value) {
        bytes[filled++] = value;
    }

    /** Bytes of the input as they are, as many as there is room for. */
    int copy(BitInput in, int wanted) {
        int count = Math.min(Math.min(wanted, in.remaining()), bytes.length - filled);
        System.arraycopy(in.bytes, in.position, bytes, filled, count);
        in.position += count;
        filled += count;
        return count;
    }

    /** What stands {@code distance} before, which may reach into what it writes itself. */
    void match(int length, int distance) {
        for (int end = filled + length; filled < end; filled++) {
            bytes[filled] = bytes[filled - distance];
        }
    }
}
