package dev.jimg.tui.view;

import dev.jimg.service.Flaw;
import dev.jimg.service.ImageSummary.Health;
import dev.jimg.text.HumanSize;
import java.util.Locale;

/** What is wrong with an image, in words. */
final class Flaws {

    private Flaws() {}

    /** Which blob, and why; what there is more of is counted. Empty for an image of which nothing bad is known. */
    static String first(Health health, Look look) {
        if (health.good()) {
            return "";
        }
        String first = words(health.flaws().get(0), look);
        int more = health.flaws().size() - 1;
        return more == 0 ? first : look.say("flaw.more", first, more);
    }

    /** To the byte where rounding would make them look the same. */
    private static String sizes(Flaw flaw, String part, Look look) {
        String here = HumanSize.inList(flaw.size());
        String wanted = HumanSize.inList(flaw.expected());
        return here.equals(wanted) ? look.say("flaw.wrong-size", part, flaw.size() + "B", flaw.expected() + "B")
                : look.say("flaw.wrong-size", part, here, wanted);
    }

    private static String words(Flaw flaw, Look look) {
        String part = look.say("flaw." + flaw.part().name().toLowerCase(Locale.ROOT), flaw.blob().shortHex());
        return switch (flaw.kind()) {
            case MISSING -> look.say("flaw.missing", part);
            case WRONG_SIZE -> sizes(flaw, part, look);
            case WRONG_BYTES -> look.say("flaw.wrong-bytes", part);
        };
    }
}
