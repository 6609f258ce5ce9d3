package dev.jimg.tui.view;

import dev.jimg.text.HumanSize;
import java.util.Locale;

/** Numbers that move, written so that they keep their width: no digit comes and goes while a transfer runs. */
final class Amounts {

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Amounts() {}

    /** {@code 41.2/67.4MB}: both in the unit of the total; the part alone while the total is not known. */
    static String ratio(long done, long total) {
        if (total < 0) {
            return of(done);
        }
        int unit = unit(total);
        return number(done, unit, total) + "/" + number(total, unit, total) + UNITS[unit];
    }

    /** {@code 9.81MB}: always three digits, from kilobytes on. */
    static String of(long bytes) {
        int unit = unit(bytes);
        return number(bytes, unit, bytes) + UNITS[unit];
    }

    /** {@code 0:03}, {@code 12:40}, {@code 1:02:03}. */
    static String clock(long seconds) {
        long hours = seconds / 3600;
        return hours == 0 ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", hours, seconds / 60 % 60, seconds % 60);
    }

    /** How many people starred something: {@code 101}, {@code 20.1k}. */
    static String stars(int count) {
        if (count < 1000) {
            return Integer.toString(count);
        }
        return HumanSize.inList(count).replace("kB", "k").replace("MB", "M").replace("GB", "G");
    }

    private static int unit(long bytes) {
        double value = bytes;
        int unit = 0;
        // 999.5 would be written as 1000.
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit;
    }

    /** With as many decimals as the measure has when it is written with three digits. */
    private static String number(long bytes, int unit, long measure) {
        double whole = measure / Math.pow(1000, unit);
        int decimals = unit == 0 || whole >= 99.95 ? 0 : whole >= 9.995 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", bytes / Math.pow(1000, unit));
    }
}
