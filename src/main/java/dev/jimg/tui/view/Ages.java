package dev.jimg.tui.view;

import dev.jimg.tui.term.CellText;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in the person's language and in few cells. The steps are docker's. */
final class Ages {

    /** Cells that the longest of them takes, in any language of the catalogue. */
    static final int CELLS = 13;

    private Ages() {}

    private static final int MINUTES_AN_HOUR = 60;
    private static final int HOURS_A_DAY = 24;

    /** {@code 5 days ago}; a dash for the epoch, which stands for «does not say». */
    static String ago(Instant then, Instant now, Look look) {
        return say("ago.", then, now, look);
    }

    /** {@code 5d}, where a column is narrow. */
    static String brief(Instant then, Instant now, Look look) {
        return say("age.", then, now, look);
    }

    /** Cells that the longest brief age takes in this language. */
    static int briefCells(Look look) {
        return CellText.width(look.say("age.months", 24));
    }

    private static String say(String prefix, Instant then, Instant now, Look look) {
        if (then.equals(Instant.EPOCH)) {
            return "—";
        }
        long minutes = Duration.between(then, now).toMinutes();
        if (minutes < 1) {
            return look.say(prefix + "now");
        }
        if (minutes < MINUTES_AN_HOUR) {
            return count(prefix + "minute", minutes, look);
        }
        long hours = Math.round(minutes / (double) MINUTES_AN_HOUR);
        if (hours < 2 * HOURS_A_DAY) {
            return count(prefix + "hour", hours, look);
        }
        long days = hours / HOURS_A_DAY;
        if (days < 2 * 7) {
            return count(prefix + "day", days, look);
        }
        if (days < 2 * 30) {
            return count(prefix + "week", days / 7, look);
        }
        return days < 2 * 365 ? count(prefix + "month", days / 30, look) : count(prefix + "year", days / 365, look);
    }

    private static String count(String unit, long count, Look look) {
        return look.say(count == 1 ? unit : unit + "s", count);
    }
}
