package dev.jimg.tui.state;

import dev.jimg.service.PrunePlan;
import dev.jimg.service.PruneRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What can be cleared away at once, and what each of it would free. As in the removal, Enter does nothing.
 *
 * @param dangling what a prune of images without a name would do
 * @param unused what a prune of all images that no container uses would do
 * @param trash bytes of what was removed and can still be taken back
 */
public record PruneDialog(Loadable<PrunePlan> dangling, Loadable<PrunePlan> unused, Loadable<Long> trash)
        implements Dialog {

    private static final PruneRequest ALL = new PruneRequest(true, Map.of(), true);

    static Update open(AppState state) {
        long first = state.nextId();
        PruneDialog dialog = new PruneDialog(Loadable.<PrunePlan>empty().ask(first),
                Loadable.<PrunePlan>empty().ask(first + 1), Loadable.<Long>empty().ask(first + 2));
        return Update.of(state.withLastId(first + 2).open(dialog),
                new Effect.PlanPrune(first, PruneRequest.DANGLING.forUndo()), new Effect.PlanPrune(first + 1, ALL),
                new Effect.ReadTrash(first + 2));
    }

    /** Whether there is anything to take away. */
    public static boolean worth(Loadable<PrunePlan> plan) {
        return plan.value().filter(known -> !known.images().isEmpty() || known.partial() > 0).isPresent();
    }

    /** Whether there is anything in the trash. */
    public boolean hasTrash() {
        return trash.value().orElse(0L) > 0;
    }

    /** Whether what is taken away here stays in the trash for a while. */
    public boolean keeps() {
        return Stream.of(dangling, unused).anyMatch(plan -> plan.value().filter(known -> known.kept() > 0).isPresent());
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "d" -> go(state, dangling);
            case "a" -> go(state, unused);
            case "t" -> hasTrash() ? UndoLogic.perform(state.closeDialog(), Action.EMPTY_TRASH)
                    : Update.of(state.say(Notice.Severity.INFO, Text.of("prune.nothing")));
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
                    ? unused.answer(planned.request(), planned.plan()) : unused, trash);
        }
        if (event instanceof Event.TrashRead read) {
            return new PruneDialog(dangling, unused, trash.answer(read.request(), read.bytes()));
        }
        if (event instanceof Event.RequestFailed failed) {
            return new PruneDialog(dangling.awaits(failed.request())
                    ? dangling.fail(failed.request(), failed.failure()) : dangling, unused.awaits(failed.request())
                    ? unused.fail(failed.request(), failed.failure()) : unused, trash.awaits(failed.request())
                    ? trash.fail(failed.request(), failed.failure()) : trash);
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
        if (hasTrash()) {
            hints.add(new Hint("t", "prune.do-trash"));
        }
        hints.add(new Hint("esc", "hint.keep"));
        return hints;
    }
}
