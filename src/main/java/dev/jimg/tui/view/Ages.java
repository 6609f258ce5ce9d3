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

    /** {@code 5 days ago}; a dash for the epoch and Go's zero time, which both stand for «does not say». */
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
        if (!then.isAfter(Instant.EPOCH)) {
            return "—";
        }
        long minutes = Duration.between(then, now).toMinutes();
        if (minutes < 1) {
            return look.say(prefix + "now");
        }
        if (minutes < MINUTES_AN_HOUR) {
            return look.count(prefix + "minutes", minutes);
        }
        long hours = Math.round(minutes / (double) MINUTES_AN_HOUR);
        if (hours < 2 * HOURS_A_DAY) {
            return look.count(prefix + "hours", hours);
        }
        long days = hours / HOURS_A_DAY;
        if (days < 2 * 7) {
            return look.count(prefix + "days", days);
        }
        if (days < 2 * 30) {
            return look.count(prefix + "weeks", days / 7);
        }
        return days < 2 * 365 ? look.count(prefix + "months", days / 30)
                : look.count(prefix + "years", days / 365);
    }
}
