package dev.jimg.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Sizes in bytes as docker prints them: decimal units, a few significant digits, no space ({@code 41.2MB}). */
public final class HumanSize {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
    private static final int DOCKER_DIGITS = 4;
    private static final int LIST_DIGITS = 3;

    private HumanSize() {}

    /** With four significant digits, as docker's {@code system df} and pull progress print it. */
    public static String of(double bytes) {
        return format(bytes, DOCKER_DIGITS);
    }

    /** With three significant digits, as docker's image list and history print it. */
    public static String inList(double bytes) {
        return format(bytes, LIST_DIGITS);
    }

    private static String format(double bytes, int digits) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000.0 && unit < UNITS.length - 1) {
            value /= 1000.0;
            unit++;
        }
        return significant(value, digits) + UNITS[unit];
    }

    /** Go's {@code %.Ng}: rounded to N significant digits, without trailing zeros; 1e+03 where rounding carries over. */
    private static String significant(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal plain = rounded.stripTrailingZeros();
        int exponent = plain.precision() - plain.scale() - 1;
        if (exponent < digits) {
            return plain.toPlainString();
        }
        String mantissa = plain.movePointLeft(exponent).stripTrailingZeros().toPlainString();
        return mantissa + "e+" + (exponent < 10 ? "0" : "") + exponent;
    }
}
