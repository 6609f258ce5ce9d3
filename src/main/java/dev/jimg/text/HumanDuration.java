package dev.jimg.text;

import java.time.Duration;

/** How long ago, as docker's list says it: {@code Less than a second}, {@code 5 days}, {@code 3 weeks}. */
public final class HumanDuration {

    private static final long HOURS_A_DAY = 24;

    private HumanDuration() {}

    /** In English, without «ago». The steps are docker's: weeks from 2, months from 2, years from 2. */
    public static String of(Duration duration) {
        long seconds = duration.getSeconds();
        if (seconds < 1) {
            return "Less than a second";
        }
        if (seconds == 1) {
            return "1 second";
        }
        if (seconds < 60) {
            return seconds + " seconds";
        }
        long minutes = duration.toMinutes();
        if (minutes == 1) {
            return "About a minute";
        }
        if (minutes < 60) {
            return minutes + " minutes";
        }
        long hours = Math.round(seconds / 3600.0);
        if (hours == 1) {
            return "About an hour";
        }
        return ofHours(hours, duration.toHours());
    }

    /** Docker rounds the hours for every step but the years, which it takes from the full hours. */
    private static String ofHours(long hours, long fullHours) {
        if (hours < 48) {
            return hours + " hours";
        }
        long days = hours / HOURS_A_DAY;
        if (hours < HOURS_A_DAY * 7 * 2) {
            return days + " days";
        }
        if (hours < HOURS_A_DAY * 30 * 2) {
            return days / 7 + " weeks";
        }
        if (hours < HOURS_A_DAY * 365 * 2) {
            return days / 30 + " months";
        }
        return fullHours / HOURS_A_DAY / 365 + " years";
    }
}
