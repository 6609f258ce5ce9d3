package dev.jimg.tar;

import java.util.ArrayList;
import java.util.List;

/**
 * The map before the content of a sparse file in GNU's PAX format 1.0: decimal numbers, a line each, to the end of a block.
 * It is handed its bytes as they come, in whatever pieces.
 */
final class SparseMap {

    static final int MAX_SEGMENTS = 1 << 20;
    private static final int MAX_DIGITS = 18;

    private final List<TarEntry.Segment> segments = new ArrayList<>();
    private long count = -1;
    private long offset = -1;
    private long value;
    private int digits;
    private long taken;
    private int padding;

    /**
     * Takes of these bytes what belongs to the map.
     *
     * @return how many that were
     */
    int feed(byte[] bytes, int from, int length) throws TarException {
        int used = 0;
        while (used < length && !complete()) {
            digit(bytes[from + used++]);
            taken++;
            if (complete()) {
                padding = Header.padding(taken);
            }
        }
        int skipped = Math.min(padding, length - used);
        padding -= skipped;
        return used + skipped;
    }

    /** Whether all of it was handed in. */
    boolean ended() {
        return complete() && padding == 0;
    }

    /** To be asked at the end. */
    List<TarEntry.Segment> segments() {
        return segments;
    }

    private boolean complete() {
        return segments.size() == count;
    }

    private void digit(byte c) throws TarException {
        if (c == '\n' && digits > 0) {
            number(value);
            value = 0;
            digits = 0;
        } else if (c >= '0' && c <= '9' && digits < MAX_DIGITS) {
            value = value * 10 + c - '0';
            digits++;
        } else {
            throw new TarException("damaged tar (the map of a sparse file)");
        }
    }

    private void number(long number) throws TarException {
        if (count < 0) {
            if (number > MAX_SEGMENTS) {
                throw new TarException("damaged tar (too many pieces of a sparse file)");
            }
            count = number;
        } else if (offset < 0) {
            offset = number;
        } else {
            segments.add(new TarEntry.Segment(offset, number));
            offset = -1;
        }
    }
}
