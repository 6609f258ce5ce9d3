package dev.jimg.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Sizes in bytes as docker prints them: decimal units, a few significant digits, no space ({@code 41.2MB}). */
public final class HumanSize {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
    private static final int DOCKER_DIGITS = 4;
    private static final int LIST_DIGITS = 3;
    private static final int[] POWERS = {1, 10, 100, 1000, 10_000};
    private static final double DOUBT = 1e-6;

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
    static String significant(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        String quick = quick(value, digits);
        return quick.isEmpty() ? exact(value, digits) : quick;
    }

    /**
     * The same by one multiplication: a list of thousands is made by code that is not compiled yet, and big decimals are a
     * lot of code. Empty where it could be wrong: near the middle between two, where the exact value decides, where
     * rounding carries over, and for what is no plain number below a thousand.
     */
    private static String quick(double value, int digits) {
        if (!(value >= 1 && value < 1000)) {
            return "";
        }
        int decimals = digits - (value < 10 ? 1 : value < 100 ? 2 : 3);
        double scaled = value * POWERS[decimals];
        long rounded = Math.round(scaled);
        if (Math.abs(Math.abs(scaled - rounded) - 0.5) < DOUBT || rounded >= POWERS[digits]) {
            return "";
        }
        while (decimals > 0 && rounded % 10 == 0) {
            rounded /= 10;
            decimals--;
        }
        String text = Long.toString(rounded);
        int point = text.length() - decimals;
        return decimals == 0 ? text : text.substring(0, point) + "." + text.substring(point);
    }

    static String exact(double value, int digits) {
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
