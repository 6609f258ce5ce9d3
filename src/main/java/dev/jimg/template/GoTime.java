package dev.jimg.template;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Go's {@code time.Time}, with those of its methods that say something of a time. */
public record GoTime(OffsetDateTime time) {

    private static final OffsetDateTime ZERO = OffsetDateTime.parse("0001-01-01T00:00:00Z");

    /** Go's words for the parts of a time, the longest first, and Java's. */
    private static final Map<String, String> LAYOUT = new TreeMap<>(
            (a, b) -> a.length() == b.length() ? a.compareTo(b) : b.length() - a.length());

    static {
        LAYOUT.putAll(Map.ofEntries(Map.entry("2006", "yyyy"), Map.entry("06", "yy"), Map.entry("January", "MMMM"),
                Map.entry("Jan", "MMM"), Map.entry("01", "MM"), Map.entry("1", "M"), Map.entry("Monday", "EEEE"),
                Map.entry("Mon", "EEE"), Map.entry("02", "dd"), Map.entry("_2", "ppd"), Map.entry("2", "d"),
                Map.entry("15", "HH"), Map.entry("03", "hh"), Map.entry("3", "h"), Map.entry("04", "mm"),
                Map.entry("4", "m"), Map.entry("05", "ss"), Map.entry("5", "s"), Map.entry("PM", "a"),
                Map.entry("MST", "'UTC'"), Map.entry("Z07:00", "XXX"), Map.entry("-07:00", "xxx"),
                Map.entry("-0700", "xx"), Map.entry(".000", ".SSS"), Map.entry(".000000", ".SSSSSS"),
                Map.entry(".000000000", ".SSSSSSSSS")));
    }

    /** What is no time is Go's zero time. */
    public static GoTime parse(String text) {
        try {
            return new GoTime(text.isEmpty() ? ZERO : OffsetDateTime.parse(text));
        } catch (DateTimeParseException e) {
            return new GoTime(ZERO);
        }
    }

    /** @return null if there is no such method here */
    Function method(String name) {
        return switch (name) {
            case "String" -> get(name, toString());
            case "Unix" -> get(name, new GoScalar("int64", time.toEpochSecond()));
            case "UnixNano" -> get(name, new GoScalar("int64", nanos(time.toInstant())));
            case "UTC" -> get(name, new GoTime(time.withOffsetSameInstant(ZoneOffset.UTC)));
            case "Year" -> get(name, (long) time.getYear());
            case "Month" -> get(name, new GoScalar("time.Month", named("MMMM")));
            case "Weekday" -> get(name, new GoScalar("time.Weekday", named("EEEE")));
            case "Day" -> get(name, (long) time.getDayOfMonth());
            case "YearDay" -> get(name, (long) time.getDayOfYear());
            case "Hour" -> get(name, (long) time.getHour());
            case "Minute" -> get(name, (long) time.getMinute());
            case "Second" -> get(name, (long) time.getSecond());
            case "IsZero" -> get(name, time.isEqual(ZERO));
            case "Format" -> Function.of(name, arguments -> format((String) Values.plain(arguments.get(0))),
                    Function.Type.STRING);
            default -> null;
        };
    }

    private static Function get(String name, Object value) {
        return Function.of(name, arguments -> value);
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    }

    private String named(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(time);
    }

    /** By an example of {@code Mon Jan 2 15:04:05 MST 2006}. */
    private String format(String layout) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < layout.length()) {
            int at = i;
            String part = LAYOUT.keySet().stream().filter(word -> layout.startsWith(word, at)).findFirst().orElse("");
            if (part.isEmpty()) {
                out.append(layout.charAt(i++));
            } else {
                out.append(named(LAYOUT.get(part)));
                i += part.length();
            }
        }
        return out.toString();
    }

    /** As Go prints a time: {@code 2026-11-22 15:59:32.5 +0000 UTC}. */
    @Override
    public String toString() {
        String fraction = time.getNano() == 0 ? ""
                : "." + String.format(Locale.ROOT, "%09d", time.getNano()).replaceAll("0+$", "");
        return named("yyyy-MM-dd HH:mm:ss") + fraction + " "
                + (time.getOffset().equals(ZoneOffset.UTC) ? "+0000 UTC" : named("xx xx"));
    }

    /** RFC 3339, as JSON has it. */
    String json() {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
}
