package dev.jimg.cli;

import java.util.Locale;
import java.util.OptionalLong;

/** Sizes as docker reads them on a command line: {@code 512}, {@code 64m}, {@code 1.5GiB}; units of 1024. */
final class ByteSize {

    private static final String UNITS = "kmgtp";

    private ByteSize() {}

    /** Empty if it is none. */
    static OptionalLong parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < lower.length() && (Character.isDigit(lower.charAt(end)) || lower.charAt(end) == '.')) {
            end++;
        }
        String unit = lower.substring(end).strip();
        int power = unit.isEmpty() || unit.equals("b") ? 0 : UNITS.indexOf(unit.charAt(0)) + 1;
        boolean known = power == 0 ? unit.isEmpty() || unit.equals("b")
                : unit.length() == 1 || unit.substring(1).equals("b") || unit.substring(1).equals("ib");
        try {
            double number = Double.parseDouble(lower.substring(0, end));
            return known ? OptionalLong.of((long) (number * Math.pow(1024, power))) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
