package dev.jimg.tui.state;

import dev.jimg.oci.Platform;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a pull would fetch, before it does. Another platform is planned anew; the old plan stays in sight meanwhile.
 *
 * @param typed what the line held; Esc leads back to it
 * @param chooser the platforms, while one is being chosen
 */
public record PullPreview(String typed, PullRequest what, Loadable<PullPlan> plan, Optional<PlatformChooser> chooser)
        implements Dialog {

    static PullPreview of(String typed, PullRequest what, long request) {
        return new PullPreview(typed, what, Loadable.<PullPlan>empty().ask(request), Optional.empty());
    }

    /** The plan, once it is that of the platform asked for. */
    public Optional<PullPlan> settled() {
        return plan.loading() ? Optional.empty() : plan.value();
    }

    /** The disk has no room for what is to be fetched. */
    public static boolean tooLarge(PullPlan plan) {
        return plan.freeDisk() >= 0 && plan.bytesToFetch() > plan.freeDisk();
    }

    @Override
    public Update key(AppState state, String key) {
        if (chooser.isPresent()) {
            return choose(state, chooser.get(), key);
        }
        return switch (key) {
            case "esc", "ctrl+c", "q" -> back(state);
            case "enter" -> confirm(state);
            case "t" -> Update.of(state.replace(choosing()));
            case "right", "l" -> step(state, 1);
            case "left", "h" -> step(state, -1);
            default -> Update.of(state);
        };
    }

    private Update choose(AppState state, PlatformChooser open, String key) {
        return switch (key) {
            case "esc", "ctrl+c", "t", "q" -> Update.of(state.replace(with(Optional.empty())));
            case "enter" -> replan(state, open.selected());
            case "down", "j" -> Update.of(state.replace(with(Optional.of(open.move(1)))));
            case "up", "k" -> Update.of(state.replace(with(Optional.of(open.move(-1)))));
            case "home", "g" -> Update.of(state.replace(with(Optional.of(open.move(-open.all().size())))));
            case "end", "G" -> Update.of(state.replace(with(Optional.of(open.move(open.all().size())))));
            default -> Update.of(state);
        };
    }

    private Update back(AppState state) {
        return new Update(state.replace(PullDialog.of(state, LineEdit.of(typed))), PullLogic.forget(plan));
    }

    /** Pulls, where there is something to fetch and room for it. */
    private Update confirm(AppState state) {
        Optional<PullPlan> ready = settled();
        if (ready.isEmpty() || tooLarge(ready.get())) {
            return Update.of(state);
        }
        if (ready.get().upToDate()) {
            return Update.of(state.closeDialog().say(Notice.Severity.INFO,
                    Text.of("transfer.up-to-date", what.reference().familiar())));
        }
        return PullLogic.start(state, what);
    }

    private PullPreview choosing() {
        return plan.value().filter(known -> known.platforms().size() > 1)
                .map(known -> with(Optional.of(PlatformChooser.at(known.platforms(), platform(known))))).orElse(this);
    }

    private Update step(AppState state, int delta) {
        return plan.value().filter(known -> known.platforms().size() > 1)
                .map(known -> replan(state, PlatformChooser.at(known.platforms(), platform(known)).move(delta)
                        .selected())).orElse(Update.of(state));
    }

    /** The platform asked for, else the one the plan is for. */
    public Platform platform(PullPlan known) {
        return what.platform().orElse(known.platform());
    }

    private Update replan(AppState state, Platform wanted) {
        if (plan.value().filter(known -> platform(known).equals(wanted)).isPresent()) {
            return Update.of(state.replace(with(Optional.empty())));
        }
        long request = state.nextId();
        PullRequest other = new PullRequest(what.reference(), Optional.of(wanted));
        List<Effect> effects = new ArrayList<>(PullLogic.forget(plan));
        effects.add(new Effect.PlanPull(request, other));
        PullPreview next = new PullPreview(typed, other, plan.ask(request), Optional.empty());
        return new Update(state.withLastId(request).replace(next), effects);
    }

    private PullPreview with(Optional<PlatformChooser> value) {
        return new PullPreview(typed, what, plan, value);
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.PullPlanned planned && plan.awaits(planned.request())) {
            return new PullPreview(typed, what, plan.answer(planned.request(), planned.plan()), chooser);
        }
        if (event instanceof Event.RequestFailed failed && plan.awaits(failed.request())) {
            return PullDialog.failed(typed, failed.failure());
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        if (chooser.isPresent()) {
            return List.of(new Hint("enter", "pull.hint.choose"), new Hint("esc", "dialog.back"));
        }
        List<Hint> hints = new ArrayList<>();
        settled().ifPresent(known -> {
            if (known.upToDate()) {
                hints.add(new Hint("enter", "dialog.close"));
            } else if (!tooLarge(known)) {
                hints.add(new Hint("enter", "action.pull"));
            }
        });
        if (plan.value().filter(known -> known.platforms().size() > 1).isPresent()) {
            hints.add(new Hint("t", "pull.hint.platform"));
        }
        hints.add(new Hint("esc", "dialog.back"));
        return hints;
    }
}
