package dev.jimg.tui.view;

import dev.jimg.oci.Platform;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullPlan.PlannedLayer;
import dev.jimg.text.HumanSize;
import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.PlatformChooser;
import dev.jimg.tui.state.PullPreview;
import dev.jimg.tui.term.Area;
import dev.jimg.tui.term.CellText;
import java.util.List;

/** What a pull would fetch, before it does. */
final class PullPreviewView {

    private static final int WIDTH = 60;
    private static final int LINES = 6;
    private static final List<String> LABELS =
            List.of("fact.from", "fact.platform", "fact.layers", "fact.download", "fact.digest");

    private PullPreviewView() {}

    static void draw(PullPreview dialog, AppState state, Area screen, Look look) {
        int choices = dialog.chooser().map(chooser -> 2 + chooser.all().size()).orElse(0);
        String title = look.say("pull.title-of", dialog.what().reference().familiar());
        String left = Allowance.of(state, dialog.what().reference(), look);
        boolean room = CellText.width(title) + CellText.width(left) + 6 <= Math.min(WIDTH, DialogBox.room(screen));
        Area area = DialogBox.draw(screen, CellText.truncateMiddle(title, DialogBox.room(screen) - 2),
                room ? left : "", WIDTH,
                Math.max(LINES, choices), dialog.hints(), look);
        if (dialog.chooser().isPresent()) {
            choose(dialog.chooser().get(), area, look);
            return;
        }
        Facts facts = new Facts(area, LABELS, look);
        facts.add("fact.from", CellText.truncateMiddle(dialog.what().reference().toString(), facts.room()),
                look.theme().text());
        dialog.plan().value().ifPresent(plan -> platform(dialog, plan, facts, look));
        if (dialog.settled().isPresent()) {
            plan(dialog.settled().get(), facts, area, look);
        } else {
            area.text(0, dialog.plan().value().isPresent() ? 3 : 2,
                    look.say("pull.resolving", dialog.what().reference().domain()), look.theme().dim());
        }
    }

    private static void platform(PullPreview dialog, PullPlan plan, Facts facts, Look look) {
        int count = plan.platforms().size();
        facts.add("fact.platform", dialog.platform(plan) + (count > 1 ? " ▾" : ""), look.theme().text(),
                count > 1 ? look.say("pull.platforms", count) : "");
    }

    /** The verdict stands above the digest: on a small screen the last line is the first to go. */
    private static void plan(PullPlan plan, Facts facts, Area area, Look look) {
        int all = plan.layers().size();
        int here = (int) plan.layers().stream().filter(PlannedLayer::complete).count();
        facts.add("fact.layers", look.say(here == 0 ? "pull.layers-all" : here == all ? "pull.layers-none"
                : "pull.layers", all, here, all - here), look.theme().text());
        String free = plan.freeDisk() < 0 ? "" : look.say("pull.free", HumanSize.inList(plan.freeDisk()));
        facts.add("fact.download", download(plan, look), PullPreview.tooLarge(plan) ? look.theme().error()
                : look.theme().strong(), free);
        facts.add("fact.digest", plan.digest().toString(), look.theme().text());
        if (plan.upToDate()) {
            area.text(0, area.height() - 1, area.width(), look.say("pull.up-to-date"), look.theme().good());
        } else if (PullPreview.tooLarge(plan)) {
            area.sub(0, area.height() - 1, area.width(), 1).clear();
            area.text(0, area.height() - 1, area.width(), look.say("pull.too-large",
                    HumanSize.inList((double) plan.bytesToFetch() - plan.freeDisk())), look.theme().error());
        }
    }

    private static String download(PullPlan plan, Look look) {
        long kept = plan.layers().stream().filter(layer -> !layer.complete()).mapToLong(PlannedLayer::here).sum();
        String size = HumanSize.inList(plan.bytesToFetch());
        return kept == 0 ? size : size + "  " + look.say("pull.kept", HumanSize.inList(kept));
    }

    private static void choose(PlatformChooser chooser, Area area, Look look) {
        area.text(0, 0, look.say("pull.choose-platform"), look.theme().dim());
        Area list = area.sub(0, 1, area.width(), area.height() - 1);
        int count = chooser.all().size();
        int top = Math.max(0, Math.min(chooser.index() - list.height() / 2, count - list.height()));
        for (int y = 0; y < list.height() && top + y < count; y++) {
            boolean current = top + y == chooser.index();
            Platform platform = chooser.all().get(top + y);
            if (current) {
                list.sub(0, y, list.width(), 1).fill(look.theme().selected());
            }
            list.text(2, y, list.width() - 2, platform.toString(),
                    current ? look.theme().selected() : look.theme().text());
        }
    }
}
