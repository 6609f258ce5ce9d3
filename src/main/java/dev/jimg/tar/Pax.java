package dev.jimg.tar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The records of PAX headers (POSIX.1-2001, pax, «Extended Header»). Values are byte strings. */
final class Pax {

    static final String XATTR = "SCHILY.xattr.";
    /** Each header is bounded; but any number of them may follow one another, and what they say stays in memory. */
    private static final int MAX_BYTES = 4 << 20;
    private static final int SEGMENT_BYTES = 32;

    private final Optional<Pax> defaults;
    private final SortedMap<String, String> records = new TreeMap<>();
    private final List<TarEntry.Segment> segments = new ArrayList<>();
    private long offset = -1;
    private long bytes;

    Pax() {
        this.defaults = Optional.empty();
    }

    /** @param defaults what holds where these records say nothing, as they are when asked */
    Pax(Pax defaults) {
        this.defaults = Optional.of(defaults);
    }

    /** Adds the records of one header; a later one replaces an earlier. */
    void read(byte[] header) throws TarException {
        int position = 0;
        while (position < header.length && header[position] != 0) {
            int space = indexOf(header, ' ', position);
            int length = length(header, position, space);
            int end = position + length;
            int equals = indexOf(header, '=', space);
            if (length <= 0 || end > header.length || equals < 0 || equals >= end || header[end - 1] != '\n') {
                throw new TarException("damaged tar (PAX header)");
            }
            add(text(header, space + 1, equals), text(header, equals + 1, end - 1));
            position = end;
        }
    }

    private void add(String key, String value) throws TarException {
        String before = records.put(key, value);
        bytes += before == null ? key.length() + value.length() : value.length() - before.length();
        // GNU's sparse format 0.0 repeats these two.
        if (key.equals("GNU.sparse.offset")) {
            offset = parse(key, value);
        } else if (key.equals("GNU.sparse.numbytes")) {
            segments.add(new TarEntry.Segment(offset, parse(key, value)));
            bytes += SEGMENT_BYTES;
        }
        if (bytes > MAX_BYTES) {
            throw new TarException("the headers before an entry of the tar take more than " + MAX_BYTES + " bytes");
        }
    }

    /** An empty value takes back what a global header said. */
    Optional<String> text(String key) {
        String value = records.get(key);
        if (value == null && defaults.isPresent()) {
            return defaults.get().text(key);
        }
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    Optional<Long> number(String key) throws TarException {
        Optional<String> value = text(key);
        return value.isEmpty() ? Optional.empty() : Optional.of(parse(key, value.get()));
    }

    /** Seconds, of which there may be parts and which may be before the epoch; the nanoseconds are never negative. */
    Optional<long[]> time(String key) throws TarException {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            BigDecimal time = new BigDecimal(shortened(value.get()));
            BigDecimal whole = time.setScale(0, RoundingMode.FLOOR);
            long nanos = time.subtract(whole).movePointRight(9).longValue();
            return Optional.of(new long[] {whole.longValueExact(), nanos});
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TarException("damaged tar (PAX " + key + ")");
        }
    }

    /** Values of a megabyte, or with an exponent, are no times. */
    private static String shortened(String value) {
        return value.length() > 64 || !value.chars().allMatch(c -> c >= '0' && c <= '9' || c == '.' || c == '-')
                ? "no number" : value;
    }

    SortedMap<String, byte[]> xattrs() {
        SortedMap<String, byte[]> result = defaults.map(Pax::xattrs).orElseGet(TreeMap::new);
        for (Map.Entry<String, String> record : records.tailMap(XATTR).entrySet()) {
            if (!record.getKey().startsWith(XATTR)) {
                break;
            }
            result.put(record.getKey().substring(XATTR.length()),
                    record.getValue().getBytes(StandardCharsets.ISO_8859_1));
        }
        return result;
    }

    /** The map of GNU's sparse formats 0.0 and 0.1. */
    List<TarEntry.Segment> segments() throws TarException {
        Optional<String> map = text("GNU.sparse.map");
        if (map.isEmpty()) {
            return segments;
        }
        String[] numbers = map.get().split(",");
        List<TarEntry.Segment> result = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            result.add(new TarEntry.Segment(parse("GNU.sparse.map", numbers[i]),
                    parse("GNU.sparse.map", numbers[i + 1])));
        }
        return result;
    }

    static long parse(String key, String value) throws TarException {
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new TarException("damaged tar (PAX " + key + ")");
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static int length(byte[] header, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            if (header[i] < '0' || header[i] > '9' || length > header.length) {
                return -1;
            }
            length = length * 10 + header[i] - '0';
        }
        return length;
    }

    private static int indexOf(byte[] bytes, char wanted, int from) {
        for (int i = Math.max(0, from); i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}
