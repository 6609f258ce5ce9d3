package dev.jimg.tui.state;

import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Reference;
import dev.jimg.service.PullRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way to a pull: a name is typed or taken from where the cursor is, a preview says what it costs. */
final class PullLogic {

    private PullLogic() {}

    /** Begins with what the cursor is on: a search result or a tag as it is, a local image as a name to change. */
    static Update open(AppState state) {
        Optional<String> remote = switch (state.focus()) {
            case SEARCH -> state.search().selected().map(hit -> hit.name());
            case DETAIL -> state.detail().tab() == DetailTab.TAGS ? selectedTag(state) : Optional.empty();
            default -> Optional.empty();
        };
        if (remote.isPresent()) {
            return preview(state, remote.get());
        }
        boolean onImage = state.focus() == Pane.IMAGES || state.focus() == Pane.DETAIL;
        String suggested = onImage
                ? state.images().selected().flatMap(ImageRow::tag).map(Reference::familiar).orElse("") : "";
        return Update.of(state.open(PullDialog.of(state, LineEdit.suggest(suggested))));
    }

    private static Optional<String> selectedTag(AppState state) {
        TagsTab tab = state.detail().tags();
        return tab.selected().map(tag -> tab.repository().orElseThrow().familiarName() + ":" + tag);
    }

    /** Opens at the preview of a name; at the line, if the name is none. */
    static Update preview(AppState state, String name) {
        PullDialog line = PullDialog.of(state, LineEdit.of(name));
        return line.problem().isPresent() ? Update.of(state.open(line)) : plan(state.open(line), line);
    }

    /** Puts the preview in the place of the line; where that name is being pulled already, points there instead. */
    static Update plan(AppState state, PullDialog line) {
        PullRequest what = PullRequest.of(Reference.parse(line.text()));
        Optional<Transfer> running = running(state, what.reference());
        if (running.isPresent()) {
            return Update.of(pointTo(state.closeDialog(), running.get()));
        }
        long request = state.nextId();
        PullPreview preview = PullPreview.of(line.text(), what, request);
        return Update.of(state.withLastId(request).replace(preview), new Effect.PlanPull(request, what));
    }

    /** Starts what the preview on top shows, and closes it. */
    static Update start(AppState state, PullRequest what) {
        Optional<Transfer> running = running(state, what.reference());
        AppState closed = state.closeDialog();
        return running.map(transfer -> Update.of(pointTo(closed, transfer)))
                .orElseGet(() -> TransfersLogic.start(closed, what));
    }

    /** Two pulls under one name would fight for it. */
    static Optional<Transfer> running(AppState state, Reference reference) {
        return state.transfers().all().stream()
                .filter(transfer -> transfer.active() && transfer.job() instanceof Job.Pull pull
                        && pull.what().reference().equals(reference)).findFirst();
    }

    private static AppState pointTo(AppState state, Transfer transfer) {
        return TransfersLogic.select(state, transfer.id())
                .say(Notice.Severity.INFO, Text.of("pull.running", transfer.job().name()));
    }

    /** What a person would have to know to mend a name; empty for a good one. */
    static Optional<Text> problem(String text) {
        try {
            Reference.parse(text);
            return Optional.empty();
        } catch (MalformedException e) {
            return Optional.of(Said.text(e.getMessage()));
        }
    }

    /** Where a repository has no such tag, or no «latest», asks for those that it has. */
    static Update on(AppState state, Event event) {
        if (!(event instanceof Event.RequestFailed && state.dialog().orElse(null) instanceof PullDialog line)) {
            return Update.of(state);
        }
        return line.unknownTag().map(repository -> {
            long request = state.nextId();
            PullDialog asking = line.withOffered(OfferedTags.asked(repository, request));
            return Update.of(state.withLastId(request).replace(asking),
                    new Effect.OfferTags(request, repository));
        }).orElse(Update.of(state));
    }

    /** The effects that give up a plan that is on its way. */
    static List<Effect> forget(Loadable<?> plan) {
        List<Effect> effects = new ArrayList<>();
        if (plan.loading()) {
            effects.add(new Effect.Forget(plan.request()));
        }
        return effects;
    }
}
