package dev.jimg.archive;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The records of PAX headers (POSIX.1-2001, pax, «Extended Header») that decide an entry's name and size. */
final class PaxFields {

    private final Map<String, String> records = new HashMap<>();

    /** Adds the records of one header; a later one replaces an earlier. */
    void read(byte[] header) throws ArchiveException {
        int position = 0;
        while (position < header.length && header[position] != 0) {
            int space = indexOf(header, ' ', position);
            int length = length(header, position, space);
            int end = position + length;
            int equals = indexOf(header, '=', space);
            if (length <= 0 || end > header.length || equals < 0 || equals >= end || header[end - 1] != '\n') {
                throw new ArchiveException("damaged tar (PAX header)");
            }
            String key = new String(header, space + 1, equals - space - 1, StandardCharsets.ISO_8859_1);
            if (isKnown(key)) {
                records.put(key, new String(header, equals + 1, end - equals - 2, StandardCharsets.ISO_8859_1));
            }
            position = end;
        }
    }

    /** These records, and where they say nothing those. */
    PaxFields over(PaxFields defaults) {
        PaxFields both = new PaxFields();
        both.records.putAll(defaults.records);
        both.records.putAll(records);
        return both;
    }

    Optional<String> path() {
        return text("GNU.sparse.name").or(() -> text("path"));
    }

    Optional<String> linkPath() {
        return text("linkpath");
    }

    /** Bytes stored in the archive. */
    Optional<Long> size() throws ArchiveException {
        return number("size");
    }

    /** Bytes of the file once unpacked, where it is stored without its holes. */
    Optional<Long> realSize() throws ArchiveException {
        Optional<Long> real = number("GNU.sparse.realsize");
        return real.isPresent() ? real : number("GNU.sparse.size");
    }

    private static boolean isKnown(String key) {
        return switch (key) {
            case "path", "linkpath", "size", "GNU.sparse.name", "GNU.sparse.realsize", "GNU.sparse.size" -> true;
            default -> false;
        };
    }

    /** An empty value takes back what a global header said. */
    private Optional<String> text(String key) {
        return Optional.ofNullable(records.get(key)).filter(value -> !value.isEmpty());
    }

    private Optional<Long> number(String key) throws ArchiveException {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(value.get());
            if (number >= 0) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new ArchiveException("damaged tar (PAX " + key + ")");
    }

    private static int length(byte[] header, int from, int to) {
        int length = 0;
        for (int i = from; i < to && length < 100_000_000; i++) {
            if (header[i] < '0' || header[i] > '9') {
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
