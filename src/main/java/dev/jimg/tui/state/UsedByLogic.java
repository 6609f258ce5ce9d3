package dev.jimg.tui.state;

import dev.jimg.service.container.ContainerSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keys and answers do to the Used by tab. */
final class UsedByLogic {

    private UsedByLogic() {}

    static Update perform(AppState state, Action action) {
        UsedByTab tab = state.detail().usedBy();
        if (action == Action.FOLLOW) {
            int height = height(state);
            return log(state, log -> log.withText(log.text().withFollow(!log.text().follow(), height)));
        }
        return tab.selected().map(container -> switch (action) {
            case OPEN -> openLog(state, container);
            case STOP -> Update.of(state.say(Notice.Severity.INFO,
                    Text.of(ContainerChange.STOP.key(), UsedByTab.name(container))),
                    change(ContainerChange.STOP, container));
            case KILL -> Update.of(state.open(killing(container)));
            case REMOVE -> Update.of(state.open(removing(container)));
            case COMMIT -> FormDialog.open(state, new CommitForm(container.id(), UsedByTab.name(container)));
            case SHELL -> Update.of(state, new Effect.Shell(container.id(), UsedByTab.name(container)));
            default -> Update.of(state);
        }).orElse(Update.of(state));
    }

    static Update move(AppState state, Action action) {
        UsedByTab tab = state.detail().usedBy();
        if (tab.log().isPresent()) {
            return log(state, log -> log.withText(log.text().move(action, height(state))));
        }
        int height = UsedByTab.listHeight(state.height(Pane.DETAIL));
        int count = tab.shown().size();
        return with(state, tab.withCursor(Reducer.moved(tab.cursor(), action, count, height).fit(count, height)));
    }

    static Update on(AppState state, Event event) {
        UsedByTab tab = state.detail().usedBy();
        if (event instanceof Event.ContainersListed listed && tab.containers().awaits(listed.request())) {
            return listed(state, tab, listed);
        }
        if (event instanceof Event.RequestFailed failed && tab.containers().awaits(failed.request())) {
            return with(state.say(failed.failure()), tab.withOutdated(false).withContainers(
                    tab.containers().fail(failed.request(), failed.failure())));
        }
        if (event instanceof Event.ImagesChanged) {
            return changed(state, tab);
        }
        if (event instanceof Event.LogGrew grew && reads(tab, grew.request())) {
            return log(state, log -> log.withText(log.text().append(grew.text())));
        }
        if (event instanceof Event.LogEnded ended && reads(tab, ended.request())) {
            return log(state, log -> log.end(Optional.empty()));
        }
        if (event instanceof Event.RequestFailed failed && reads(tab, failed.request())) {
            return log(state.say(failed.failure()), log -> log.end(Optional.of(failed.failure())));
        }
        if (event instanceof Event.Cleared) {
            return changed(state, tab);
        }
        if (event instanceof Event.ContainerChanged done) {
            AppState said = state.say(Notice.Severity.DONE, Text.of(done.change().key() + "-done", done.name()));
            return changed(said, said.detail().usedBy()).then(ImagesLogic::reload);
        }
        return Update.of(state);
    }

    /** Turns the tab to the selected image; asks only if that is another one, or if asked to. */
    static Update follow(AppState state, boolean anew) {
        UsedByTab tab = state.detail().usedBy();
        Optional<ImageRow> selected = state.images().selected();
        if (selected.isEmpty()) {
            return leaveLog(state).then(s -> with(s, UsedByTab.EMPTY));
        }
        ImageRow image = selected.get();
        boolean same = tab.image().filter(other -> other.image().id().equals(image.image().id())).isPresent();
        if (same && !anew) {
            return with(state, tab.withImage(selected).withSubject(tab.subject().map(s -> selected.get())));
        }
        Update left = same ? Update.of(state) : leaveLog(state);
        return left.then(s -> ask(s, s.detail().usedBy().withImage(selected)));
    }

    /** Back from the log to the list; empty if the list is shown. */
    static Optional<Update> back(AppState state) {
        return state.detail().usedBy().log().isPresent() ? Optional.of(leaveLog(state)) : Optional.empty();
    }

    private static Update ask(AppState state, UsedByTab tab) {
        long request = state.nextId();
        UsedByTab asked = tab.withContainers(tab.containers().ask(request)).withOutdated(false);
        return with(state.withLastId(request), asked)
                .then(s -> Update.of(s, new Effect.ListContainers(request,
                        tab.image().orElseThrow().image().id().toString())));
    }

    /** While the tab is out of sight nothing is asked; it asks when it is turned to. */
    private static Update changed(AppState state, UsedByTab tab) {
        boolean seen = state.detail().tab() == DetailTab.USED_BY && !state.layout().rect(Pane.DETAIL).isEmpty();
        if (tab.image().isEmpty()) {
            return Update.of(state);
        }
        if (!seen) {
            return with(state, tab.withImage(Optional.empty()));
        }
        return tab.containers().loading() ? with(state, tab.withOutdated(true)) : ask(state, tab);
    }

    private static Update listed(AppState state, UsedByTab tab, Event.ContainersListed listed) {
        Optional<String> before = tab.selected().map(ContainerSummary::id);
        UsedByTab next = tab.withContainers(tab.containers().answer(listed.request(), List.copyOf(listed.containers())))
                .withSubject(tab.image());
        int same = -1;
        for (int i = 0; i < next.shown().size() && same < 0; i++) {
            same = before.filter(next.shown().get(i).id()::equals).isPresent() ? i : -1;
        }
        UsedByTab placed = same < 0 ? next : next.withCursor(new ListCursor(same, tab.cursor().top()));
        return tab.outdated() ? ask(state, placed) : with(state, placed).then(s -> move(s, Action.REPAINT));
    }

    private static Update openLog(AppState state, ContainerSummary container) {
        long request = state.nextId();
        AppState asked = state.withLastId(request);
        return with(asked, asked.detail().usedBy().withLog(
                Optional.of(ContainerLog.begin(UsedByTab.name(container), request))))
                .then(s -> Update.of(s, new Effect.ReadLog(request, container.id())));
    }

    private static Update leaveLog(AppState state) {
        UsedByTab tab = state.detail().usedBy();
        List<Effect> effects = new ArrayList<>();
        tab.log().filter(log -> !log.ended()).ifPresent(log -> effects.add(new Effect.Forget(log.request())));
        return new Update(with(state, tab.withLog(Optional.empty())).state(), effects);
    }

    private static boolean reads(UsedByTab tab, long request) {
        return tab.log().filter(log -> log.request() == request && !log.ended()).isPresent();
    }

    private static Update log(AppState state, java.util.function.UnaryOperator<ContainerLog> change) {
        UsedByTab tab = state.detail().usedBy();
        return with(state, tab.withLog(tab.log().map(change)));
    }

    /** Rows for the lines of a log: one goes to its head. */
    private static int height(AppState state) {
        return Math.max(1, state.height(Pane.DETAIL) - 1);
    }

    private static AskDialog killing(ContainerSummary container) {
        String name = UsedByTab.name(container);
        return new AskDialog(Text.of("container.kill-title", name), List.of(Text.of("container.kill-body")),
                List.of(choice("y", "action.kill", ContainerChange.KILL, container)));
    }

    private static AskDialog removing(ContainerSummary container) {
        String name = UsedByTab.name(container);
        return container.running()
                ? new AskDialog(Text.of("container.remove-title", name), List.of(Text.of("container.remove-running"),
                        Text.of("container.remove-body")),
                        List.of(choice("f", "container.force", ContainerChange.FORCE_REMOVE, container)))
                : new AskDialog(Text.of("container.remove-title", name), List.of(Text.of("container.remove-body")),
                        List.of(choice("d", "action.remove", ContainerChange.REMOVE, container)));
    }

    private static AskDialog.Choice choice(String key, String label, ContainerChange change,
            ContainerSummary container) {
        return new AskDialog.Choice(key, label, Text.of(change.key(), UsedByTab.name(container)),
                change(change, container));
    }

    private static Effect change(ContainerChange change, ContainerSummary container) {
        return new Effect.ChangeContainer(change, container.id(), UsedByTab.name(container));
    }

    private static Update with(AppState state, UsedByTab tab) {
        return Update.of(state.withDetail(state.detail().withUsedBy(tab)));
    }
}
