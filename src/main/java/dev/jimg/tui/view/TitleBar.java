package dev.jimg.tui.view;

import dev.jimg.service.BackendInfo;
import dev.jimg.service.DiskUsage;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.Optional;

/** The first line: the program, where it is, and how much the images take. Where it is stays longest. */
final class TitleBar {

    private static final String NAME = "jimg-tui";
    private static final int GAP = 2;
    /** A place cut to less than this says nothing. */
    private static final int MIN_PLACE = 12;

    private TitleBar() {}

    static void draw(AppState state, Area area, Look look) {
        int x = area.text(1, 0, NAME, look.theme().accent().bold()) + GAP;
        int room = area.width() - 1 - x;
        Optional<BackendInfo> backend = state.backend();
        String place = backend.map(info -> info.context().isEmpty() ? place(info.location(), look) : info.context())
                .orElseGet(() -> opening(state, look));
        if (state.silence() > 0) {
            silence(place, area, x, state.silence(), look);
            return;
        }
        boolean gone = state.images().stale();
        String product = gone ? " · " + look.say("title.no-answer") : backend.map(info -> behind(info, look)).orElse("");
        String[] usages = state.usage().value().map(usage -> usages(usage, look)).orElse(new String[] {""});
        for (String usage : usages) {
            for (String behind : product.isEmpty() ? new String[] {""} : new String[] {product, ""}) {
                int left = CellText.width(place) + CellText.width(behind);
                if (left + (usage.isEmpty() ? 0 : GAP + CellText.width(usage)) <= room) {
                    int end = area.text(x, 0, place, look.theme().text());
                    area.text(end, 0, behind, gone ? look.theme().error() : look.theme().dim());
                    area.textRight(area.width() - 1, 0, usage, look.theme().text());
                    return;
                }
            }
        }
        String shortest = usages[usages.length - 1];
        int forPlace = room - GAP - CellText.width(shortest);
        boolean both = !shortest.isEmpty() && forPlace >= MIN_PLACE;
        area.text(x, 0, CellText.truncateMiddle(place, both ? forPlace : room), look.theme().text());
        area.textRight(area.width() - 1, 0, both ? shortest : "", look.theme().text());
    }

    /** That an engine does not answer is more than how much it holds. */
    private static void silence(String place, Area area, int x, long seconds, Look look) {
        int room = area.width() - 1 - x;
        String whole = look.say("title.silent", seconds);
        String words = CellText.width(whole) + GAP + Math.min(MIN_PLACE, CellText.width(place)) <= room ? whole
                : look.say("title.silent-short", seconds);
        area.text(x, 0, CellText.truncateMiddle(place, Math.max(0, room - GAP - CellText.width(words))),
                look.theme().text());
        area.textRight(area.width() - 1, 0, words, look.theme().warning());
    }

    /** A context goes by its name; its address is told where there is room. */
    private static String behind(BackendInfo info, Look look) {
        return (info.context().isEmpty() ? "" : " · " + place(info.location(), look)) + " · " + info.product();
    }

    /** From the whole story to the shortest. */
    private static String[] usages(DiskUsage usage, Look look) {
        String bytes = HumanSize.inList(usage.bytes());
        String all = look.count("title.usage", usage.images(), bytes,
                HumanSize.inList(usage.reclaimable()));
        String some = look.count("title.usage-short", usage.images(), bytes);
        return usage.reclaimable() > 0 ? new String[] {all, some, bytes} : new String[] {some, bytes};
    }

    private static String opening(AppState state, Look look) {
        return state.images().images().failure().isPresent() ? look.say("title.nothing-open")
                : look.say("title.opening");
    }

    static String place(String location, Look look) {
        String home = look.home();
        boolean below = !home.isEmpty() && location.startsWith(home)
                && (location.length() == home.length() || location.charAt(home.length()) == '/');
        return below ? "~" + location.substring(home.length()) : location;
    }
}
