package dev.jimg.tar;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The map before the content of a sparse file in GNU's PAX format 1.0: decimal numbers, a line each, to the end of a block. */
final class SparseMap {

    private static final int MAX_DIGITS = 18;

    private final InputStream in;
    private long read;

    SparseMap(InputStream in) {
        this.in = in;
    }

    List<TarEntry.Segment> read(int limit) throws IOException {
        long count = number();
        if (count > limit) {
            throw new TarException("damaged tar (too many pieces of a sparse file)");
        }
        List<TarEntry.Segment> segments = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            segments.add(new TarEntry.Segment(number(), number()));
        }
        in.readNBytes(Header.padding(read));
        return segments;
    }

    private long number() throws IOException {
        long value = 0;
        for (int digits = 0; digits <= MAX_DIGITS; digits++) {
            int c = in.read();
            read++;
            if (c == '\n' && digits > 0) {
                return value;
            }
            if (c < '0' || c > '9') {
                break;
            }
            value = value * 10 + c - '0';
        }
        throw new TarException("damaged tar (the map of a sparse file)");
    }
}
