package dev.jimg.tui.state;

import dev.jimg.service.PrunePlan;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.SystemUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can be done with all that is marked, and what can be cleared away at once, with what each of it would free. As
 * in the removal, Enter does nothing.
 *
 * @param marked the marked images; empty if there are none
 * @param dangling what a prune of images without a name would do
 * @param unused what a prune of all images that no container uses would do
 * @param usage what else takes disk
 * @param trash bytes of what was removed and can still be taken back
 * @param verifies whether blobs can be read and compared here
 */
public record PruneDialog(List<ImageRow> marked, Loadable<PrunePlan> dangling, Loadable<PrunePlan> unused,
        Loadable<SystemUsage> usage, Loadable<Long> trash, boolean verifies) implements Dialog {

    private static final PruneRequest ALL = new PruneRequest(true, Map.of(), true);

    public PruneDialog {
        marked = List.copyOf(marked);
    }

    static Update open(AppState state) {
        long first = state.nextId();
        ImagesPane pane = state.images().settled();
        PruneDialog dialog = new PruneDialog(pane.marks().isEmpty() ? List.of() : pane.chosen(),
                Loadable.<PrunePlan>empty().ask(first), Loadable.<PrunePlan>empty().ask(first + 1),
                Loadable.<SystemUsage>empty().ask(first + 2), Loadable.<Long>empty().ask(first + 3), KeyMap.onStore(state));
        return Update.of(state.withImages(pane).withLastId(first + 3).open(dialog),
                new Effect.PlanPrune(first, PruneRequest.DANGLING.forUndo()), new Effect.PlanPrune(first + 1, ALL),
                new Effect.ReadUsage(first + 2), new Effect.ReadTrash(first + 3));
    }

    /** Whether there is anything to take away. */
    public static boolean worth(Loadable<PrunePlan> plan) {
        return plan.value().filter(known -> !known.images().isEmpty() || known.partial() > 0).isPresent();
    }

    /** Bytes of the build cache that nothing needs now; empty until they are known. */
    public Optional<Long> cache() {
        return usage.value().map(known -> known.buildCache().stream().filter(one -> !one.inUse() && !one.shared())
                .mapToLong(SystemUsage.BuildCache::size).sum());
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
        if (!marked.isEmpty()) {
            Optional<Update> done = withMarked(state.closeDialog(), key);
            if (done.isPresent()) {
                return done.get();
            }
        }
        return switch (key) {
            case "d" -> go(state, dangling);
            case "a" -> go(state, unused);
            case "k" -> KeepDialog.open(state.closeDialog());
            case "c" -> cache().filter(bytes -> bytes > 0).isEmpty() ? Update.of(state)
                    : Update.of(state.closeDialog().say(Notice.Severity.INFO, Text.of("prune.cache-working")),
                            new Effect.PruneCache());
            case "t" -> hasTrash() ? UndoLogic.perform(state.closeDialog(), Action.EMPTY_TRASH)
                    : Update.of(state.say(Notice.Severity.INFO, Text.of("prune.nothing")));
            case "esc", "q" -> Update.of(state.closeDialog());
            default -> Update.of(state);
        };
    }

    private Optional<Update> withMarked(AppState closed, String key) {
        return switch (key) {
            case "m" -> Optional.of(RemoveDialog.open(closed, marked));
            case "p" -> Optional.of(BulkDialog.open(closed, BulkDialog.Kind.PULL, marked));
            case "P" -> Optional.of(BulkDialog.open(closed, BulkDialog.Kind.PUSH, marked));
            case "T" -> Optional.of(BulkNamesDialog.open(closed, BulkNamesDialog.Kind.TAG, marked));
            case "Y" -> Optional.of(BulkNamesDialog.open(closed, BulkNamesDialog.Kind.COPY, marked));
            case "V" -> KeyMap.onStore(closed) ? Optional.of(BulkDialog.open(closed, BulkDialog.Kind.VERIFY, marked))
                    : Optional.empty();
            case "w" -> Optional.of(FormDialog.open(closed, new SaveForm(marked)));
            default -> Optional.empty();
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
            return new PruneDialog(marked, dangling.awaits(planned.request())
                    ? dangling.answer(planned.request(), planned.plan()) : dangling, unused.awaits(planned.request())
                    ? unused.answer(planned.request(), planned.plan()) : unused, usage, trash, verifies);
        }
        if (event instanceof Event.UsageRead read && usage.awaits(read.request())) {
            return new PruneDialog(marked, dangling, unused, usage.answer(read.request(), read.usage()), trash, verifies);
        }
        if (event instanceof Event.TrashRead read) {
            return new PruneDialog(marked, dangling, unused, usage, trash.answer(read.request(), read.bytes()), verifies);
        }
        if (event instanceof Event.RequestFailed failed) {
            return new PruneDialog(marked, dangling.awaits(failed.request())
                    ? dangling.fail(failed.request(), failed.failure()) : dangling, unused.awaits(failed.request())
                    ? unused.fail(failed.request(), failed.failure()) : unused, usage.awaits(failed.request())
                    ? usage.fail(failed.request(), failed.failure()) : usage, trash.awaits(failed.request())
                    ? trash.fail(failed.request(), failed.failure()) : trash, verifies);
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        List<Hint> hints = new ArrayList<>();
        if (!marked.isEmpty()) {
            hints.add(new Hint("m", "action.remove"));
            hints.add(new Hint("p", "bulk.pull-again"));
            hints.add(new Hint("P", "action.push"));
            hints.add(new Hint("w", "action.save"));
            hints.add(new Hint("T", "action.tag"));
            hints.add(new Hint("Y", "bulk.do-copy"));
            if (verifies) {
                hints.add(new Hint("V", "action.verify"));
            }
        }
        if (worth(dangling)) {
            hints.add(new Hint("d", "prune.do-dangling"));
        }
        if (worth(unused)) {
            hints.add(new Hint("a", "prune.do-unused"));
        }
        hints.add(new Hint("k", "prune.do-keep"));
        if (cache().filter(bytes -> bytes > 0).isPresent()) {
            hints.add(new Hint("c", "prune.do-cache"));
        }
        if (hasTrash()) {
            hints.add(new Hint("t", "prune.do-trash"));
        }
        hints.add(new Hint("esc", "hint.keep"));
        return hints;
    }
}
