package dev.jimg.tui.view;

import dev.jimg.oci.Reference;
import dev.jimg.service.PullAllowance;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.term.CellText;
import java.util.List;
import java.util.Optional;

/** How many pulls Docker Hub leaves, where that is known and matters. */
final class Allowance {

    private Allowance() {}

    /** @return empty for another registry, and where it is not known */
    static String of(AppState state, Reference reference, Look look) {
        return reference.isHub() ? hub(state, look) : "";
    }

    /** @return empty where it is not known */
    static String hub(AppState state, Look look) {
        return state.radar().allowance().map(allowance -> words(allowance, look)).orElse("");
    }

    /** A note with it behind, as much of it as there is room for. */
    static String beside(String note, AppState state, Reference reference, int room, Look look) {
        Optional<PullAllowance> known = state.radar().allowance().filter(any -> reference.isHub());
        if (known.isEmpty() || note.isEmpty()) {
            return note;
        }
        for (String words : List.of(words(known.get(), look), brief(known.get(), look))) {
            String both = note + " · " + words;
            if (CellText.width(both) <= room) {
                return both;
            }
        }
        return note;
    }

    private static String brief(PullAllowance allowance, Look look) {
        return allowance.limit() < 0 ? look.count("allowance.some", allowance.remaining())
                : look.say("allowance.brief", allowance.remaining(), allowance.limit());
    }

    private static String words(PullAllowance allowance, Look look) {
        String left = allowance.limit() < 0 ? look.count("allowance.some", allowance.remaining())
                : look.say("allowance.left", allowance.remaining(), allowance.limit());
        long hours = allowance.window().toHours();
        return hours == 0 ? left : look.say("allowance.window", left, hours);
    }
}
