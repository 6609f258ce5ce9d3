package dev.jimg.tui.view;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in the person's language and in few cells. The steps are docker's. */
final class Ages {

    /** Cells that the longest of them takes, in any language of the catalogue. */
    static final int CELLS = 13;

    private Ages() {}

    /** {@code 5 days ago}; a dash for the epoch, which stands for «does not say». */
    static String ago(Instant then, Instant now, Look look) {
        if (then.equals(Instant.EPOCH)) {
            return "—";
        }
        long minutes = Duration.between(then, now).toMinutes();
        long hours = Math.round(minutes / 60.0);
        if (minutes < 1) {
            return look.say("ago.now");
        }
        if (minutes < 60) {
            return say("minute", minutes, look);
        }
        if (hours < 48) {
            return say("hour", hours, look);
        }
        long days = hours / 24;
        if (days < 14) {
            return say("day", days, look);
        }
        if (days < 60) {
            return say("week", days / 7, look);
        }
        return days < 730 ? say("month", days / 30, look) : say("year", days / 365, look);
    }

    private static String say(String unit, long count, Look look) {
        return look.say(count == 1 ? "ago." + unit : "ago." + unit + "s", count);
    }
}
