package dev.jimg.tui.state;

import dev.jimg.service.RemovalPlan;
import dev.jimg.service.RemovalPlan.Target;
import dev.jimg.service.RemoveRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a removal would do and cost, and how far it shall go. Nothing happens but by a key of its own: Enter, which
 * fingers press by themselves, does nothing here.
 *
 * @param rows what is to be removed
 * @param plan what a plain removal would do
 * @param forced what a forced one would do; asked for only where the plain one meets an obstacle
 * @param top the first target in sight
 */
public record RemoveDialog(List<ImageRow> rows, Loadable<RemovalPlan> plan, Loadable<RemovalPlan> forced,
        int top) implements Dialog {

    public RemoveDialog {
        rows = List.copyOf(rows);
    }

    static Update open(AppState state, List<ImageRow> rows) {
        if (rows.isEmpty()) {
            return Update.of(state);
        }
        RemoveDialog dialog = new RemoveDialog(rows, Loadable.empty(), Loadable.empty(), 0);
        return dialog.ask(state.open(dialog));
    }

    /** The targets that a plain removal would take away, or, with {@code force}, a forced one. */
    private List<String> possible(boolean force) {
        return (force ? forced : plan).value().map(RemovalPlan::targets).orElse(List.of()).stream()
                .filter(target -> target.effect() != RemovalPlan.Effect.BLOCKED).map(Target::image).toList();
    }

    private List<String> named() {
        return rows.stream().filter(row -> row.tag().isPresent()).map(ImageRow::target).toList();
    }

    public boolean canUntag() {
        return plan.value().isPresent() && !named().isEmpty();
    }

    public boolean canDelete() {
        return !possible(false).isEmpty();
    }

    /** Whether a removal would do no more than to untag: then one of the two is offered. */
    private boolean untagsOnly() {
        return canUntag() && named().size() == rows.size() && plan.value().orElseThrow().targets().stream()
                .allMatch(target -> target.effect() == RemovalPlan.Effect.UNTAG);
    }

    /** Whether some rows are names of one image: then names are counted, not images. */
    public boolean countsNames() {
        return rows.stream().map(row -> row.image().id()).distinct().count() < rows.size();
    }

    /** Whether force takes away more than a plain removal does. */
    public boolean forceHelps() {
        return possible(true).size() > possible(false).size();
    }

    /** Whether containers stand in the way that can be taken out of it first. */
    public boolean canClear() {
        return plan.value().isPresent() && plan.value().get().targets().stream()
                .anyMatch(target -> target.effect() == RemovalPlan.Effect.BLOCKED && !target.usedBy().isEmpty());
    }

    /** Whether to ask what force would do: something stands in the way, and it was not asked yet. */
    boolean asksForForce() {
        boolean blocked = plan.value().isPresent() && possible(false).size() < plan.value().get().targets().size();
        return blocked && forced.equals(Loadable.empty());
    }

    /** With the question what a plain removal would do. */
    Update ask(AppState state) {
        long request = state.nextId();
        RemoveDialog asking = new RemoveDialog(rows, plan.ask(request), Loadable.empty(), top);
        return Update.of(state.withLastId(request).replace(asking),
                new Effect.PlanRemoval(request,
                        RemoveRequest.of(rows.stream().map(ImageRow::target).toList()).forUndo()));
    }

    /** With the question what force would do, under a number. */
    RemoveDialog askForced(long request) {
        return new RemoveDialog(rows, plan, forced.ask(request), top);
    }

    RemoveRequest forcedRequest() {
        return new RemoveRequest(rows.stream().map(ImageRow::target).toList(), RemoveRequest.Mode.REMOVE, true, true,
                true);
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "q", "ctrl+c" -> close(state);
            case "u" -> canUntag() ? go(state, new RemoveRequest(named(), RemoveRequest.Mode.UNTAG, false, false, true))
                    : refuse(state, "remove.no-name");
            case "d", "delete" -> canDelete() ? go(state, RemoveRequest.of(possible(false)).forUndo())
                    : refuse(state, "remove.all-blocked");
            case "f" -> forceHelps() ? go(state, new RemoveRequest(possible(true), RemoveRequest.Mode.REMOVE, true,
                    true, true)) : refuse(state, "remove.force-is-no-help");
            case "c" -> canClear() ? Update.of(state.open(clearing())) : refuse(state, "remove.nothing-to-clear");
            case "r", "R" -> plan.failure().isPresent() ? ask(state) : Update.of(state);
            default -> scroll(state, key);
        };
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.RemovalPlanned planned) {
            return new RemoveDialog(rows, plan.awaits(planned.request())
                    ? plan.answer(planned.request(), planned.plan()) : plan, forced.awaits(planned.request())
                    ? forced.answer(planned.request(), planned.plan()) : forced, top);
        }
        if (event instanceof Event.RequestFailed failed) {
            return new RemoveDialog(rows, plan.awaits(failed.request())
                    ? plan.fail(failed.request(), failed.failure()) : plan, forced.awaits(failed.request())
                    ? forced.fail(failed.request(), failed.failure()) : forced, top);
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        List<Hint> hints = new ArrayList<>();
        add(hints, canUntag(), "u", "remove.untag-only");
        add(hints, canDelete() && !untagsOnly(), "d", "remove.delete");
        add(hints, forceHelps(), "f", "remove.force");
        add(hints, canClear(), "c", "remove.clear");
        add(hints, plan.failure().isPresent(), "r", "hint.retry");
        hints.add(new Hint("esc", "hint.keep"));
        return hints;
    }

    private static void add(List<Hint> hints, boolean possible, String key, String label) {
        if (possible) {
            hints.add(new Hint(key, label));
        }
    }

    private ClearDialog clearing() {
        List<Target> targets = plan.value().orElseThrow().targets();
        List<String> images = targets.stream().map(Target::image).toList();
        return new ClearDialog(ClearStep.of(targets), RemoveRequest.of(images).forUndo(), 0);
    }

    private Update close(AppState state) {
        Optional<Effect> forget = plan.loading() ? Optional.of(new Effect.Forget(plan.request()))
                : forced.loading() ? Optional.of(new Effect.Forget(forced.request())) : Optional.empty();
        return Update.of(state.closeDialog(), forget.stream().toArray(Effect[]::new));
    }

    private Update refuse(AppState state, String why) {
        String reason = plan.value().isPresent() ? why : "remove.wait";
        return Update.of(state.say(Notice.Severity.INFO, Text.of(reason)));
    }

    private static Update go(AppState state, RemoveRequest what) {
        AppState said = state.closeDialog().say(Notice.Severity.INFO,
                Text.count("remove.working", what.images().size(), what.images().get(0)));
        return Update.of(said, new Effect.Remove(what));
    }

    /** Lines that the targets can have on a screen, beside what the dialog says and its keys. */
    public int lines(ScreenSize size) {
        // Five keys take a line more where it is narrow.
        int keys = hints().size() > 4 && size.columns() < 60 ? 1 : 0;
        return Math.max(1, size.rows() - (size.rows() < 16 ? 6 : 9) - keys);
    }

    private Update scroll(AppState state, String key) {
        int page = lines(state.size());
        int step = switch (key) {
            case "up", "k" -> -1;
            case "down", "j" -> 1;
            case "pgup", "ctrl+u" -> -page;
            case "pgdn", "ctrl+d" -> page;
            case "home", "g" -> -rows.size();
            case "end", "G" -> rows.size();
            default -> 0;
        };
        int next = Math.max(0, Math.min(top + step, rows.size() - page));
        return Update.of(state.replace(new RemoveDialog(rows, plan, forced, next)));
    }
}
