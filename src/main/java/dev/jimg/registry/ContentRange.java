package dev.jimg.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Content-Range of a 206 (RFC 9110, 14.4).
 *
 * @param last the last byte that comes
 * @param total of the whole blob, -1 for {@code *}
 */
record ContentRange(long first, long last, long total) {

    private static final Pattern FORM = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    static Optional<ContentRange> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)),
                        matcher.group(3).equals("*") ? -1 : Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    /** Whether these are bytes of the blob from the first one wanted on, and none past the wanted end. */
    boolean answers(long from, long end, long size) {
        return first == from && last >= first && last < end && (total < 0 || total == size);
    }
}
