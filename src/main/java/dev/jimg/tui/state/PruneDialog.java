package dev.jimg.tui.state;

import dev.jimg.service.PrunePlan;
import dev.jimg.service.PruneRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What can be cleared away at once, and what each of it would free. As in the removal, Enter does nothing.
 *
 * @param dangling what a prune of images without a name would do
 * @param unused what a prune of all images that no container uses would do
 */
public record PruneDialog(Loadable<PrunePlan> dangling, Loadable<PrunePlan> unused) implements Dialog {

    private static final PruneRequest ALL = new PruneRequest(true, Map.of());

    static Update open(AppState state) {
        long first = state.nextId();
        PruneDialog dialog = new PruneDialog(Loadable.<PrunePlan>empty().ask(first),
                Loadable.<PrunePlan>empty().ask(first + 1));
        return Update.of(state.withLastId(first + 1).open(dialog),
                new Effect.PlanPrune(first, PruneRequest.DANGLING), new Effect.PlanPrune(first + 1, ALL));
    }

    /** Whether there is anything to take away. */
    public static boolean worth(Loadable<PrunePlan> plan) {
        return plan.value().filter(known -> !known.images().isEmpty() || known.partial() > 0).isPresent();
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "d" -> go(state, dangling);
            case "a" -> go(state, unused);
            case "k" -> KeepDialog.open(state.closeDialog());
            case "esc", "q" -> Update.of(state.closeDialog());
            default -> Update.of(state);
        };
    }

    private static Update go(AppState state, Loadable<PrunePlan> plan) {
        if (!worth(plan)) {
            return Update.of(state.say(Notice.Severity.INFO,
                    Text.of(plan.loading() ? "remove.wait" : "prune.nothing")));
        }
        PrunePlan known = plan.value().orElseThrow();
        return Update.of(state.closeDialog().say(Notice.Severity.INFO, Text.count("prune.working",
                known.images().size())), new Effect.Prune(known.request()));
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.PrunePlanned planned) {
            return new PruneDialog(dangling.awaits(planned.request())
                    ? dangling.answer(planned.request(), planned.plan()) : dangling, unused.awaits(planned.request())
                    ? unused.answer(planned.request(), planned.plan()) : unused);
        }
        if (event instanceof Event.RequestFailed failed) {
            return new PruneDialog(dangling.awaits(failed.request())
                    ? dangling.fail(failed.request(), failed.failure()) : dangling, unused.awaits(failed.request())
                    ? unused.fail(failed.request(), failed.failure()) : unused);
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        List<Hint> hints = new ArrayList<>();
        if (worth(dangling)) {
            hints.add(new Hint("d", "prune.do-dangling"));
        }
        if (worth(unused)) {
            hints.add(new Hint("a", "prune.do-unused"));
        }
        hints.add(new Hint("k", "prune.do-keep"));
        hints.add(new Hint("esc", "hint.keep"));
        return hints;
    }
}
