package dev.jimg.tui.state;

import dev.jimg.service.SystemUsage;
import java.util.List;

/** What takes disk: images, containers, volumes, build cache. */
public record UsageDialog(Loadable<SystemUsage> usage) implements Dialog {

    static Update open(AppState state) {
        long request = state.nextId();
        return Update.of(state.withLastId(request).open(new UsageDialog(Loadable.<SystemUsage>empty().ask(request))),
                new Effect.ReadUsage(request));
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "b" -> PruneDialog.open(state.closeDialog());
            case "esc", "q", "enter" -> Update.of(state.closeDialog());
            default -> Update.of(state);
        };
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.UsageRead read && usage.awaits(read.request())) {
            return new UsageDialog(usage.answer(read.request(), read.usage()));
        }
        if (event instanceof Event.RequestFailed failed && usage.awaits(failed.request())) {
            return new UsageDialog(usage.fail(failed.request(), failed.failure()));
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        return List.of(new Hint("b", "action.prune"), new Hint("esc", "dialog.close"));
    }
}
