package dev.jimg.tui.state;

import dev.jimg.service.HistoryRow;
import java.util.List;
import java.util.Optional;

/** What keys and answers do to the Layers tab. */
final class LayersLogic {

    private LayersLogic() {}

    static Update perform(AppState state, Action action) {
        return switch (action) {
            case INSPECT -> DetailLogic.show(state, DetailTab.INSPECT);
            case USED_BY -> DetailLogic.show(state, DetailTab.USED_BY);
            case REPAIR -> state.detail().layers().image().map(row -> TransfersLogic.start(state,
                    Job.Verify.of(List.of(row), true))).orElse(Update.of(state));
            default -> Update.of(state);
        };
    }

    static Update move(AppState state, Action action) {
        LayersTab tab = state.detail().layers();
        int height = LayersShape.of(state).list();
        int count = tab.shown().size();
        ListCursor cursor = Reducer.moved(tab.cursor(), action, count, height).fit(count, height);
        return with(state, tab.withCursor(cursor));
    }

    static Update on(AppState state, Event event) {
        LayersTab tab = state.detail().layers();
        if (event instanceof Event.HistoryLoaded loaded && tab.rows().awaits(loaded.request())) {
            return loaded(state, tab, loaded);
        }
        if (event instanceof Event.LayerMeasured measured && tab.rows().awaits(measured.request())) {
            return with(state, tab.withRows(tab.rows().with(List.copyOf(measured.rows()))));
        }
        if (event instanceof Event.LayersMeasured measured && tab.rows().awaits(measured.request())) {
            AppState told = measured.failure().map(state::say).orElse(state);
            return shown(told, tab, measured.request(), measured.rows());
        }
        if (event instanceof Event.RequestFailed failed && tab.rows().awaits(failed.request())) {
            return with(state.say(failed.failure()), tab.withRows(tab.rows().fail(failed.request(), failed.failure())));
        }
        return Update.of(state);
    }

    /** Turns the tab to the selected image; asks only if that is another one, or if asked to. */
    static Update follow(AppState state, boolean anew) {
        LayersTab tab = state.detail().layers();
        Optional<ImageRow> selected = state.images().selected();
        if (selected.isEmpty()) {
            return forget(with(state, LayersTab.EMPTY), tab);
        }
        ImageRow image = selected.get();
        if (!anew && tab.image().filter(image::sameImage).isPresent()) {
            return with(state, tab.withImage(image).withSubject(tab.subject().map(s -> s.sameImage(image) ? image : s)));
        }
        long request = state.nextId();
        LayersTab asked = tab.withImage(image).withRows(tab.rows().ask(request));
        return forget(Update.of(state.withLastId(request).withDetail(state.detail().withLayers(asked)),
                new Effect.LoadHistory(request, image.target())), tab);
    }

    /** To measure the layers of an image takes a while; nobody waits for those of one that was left. */
    private static Update forget(Update update, LayersTab left) {
        return left.rows().loading() ? update.and(new Effect.Forget(left.rows().request())) : update;
    }

    private static Update loaded(AppState state, LayersTab tab, Event.HistoryLoaded loaded) {
        Update shown = shown(state, tab, loaded.request(), loaded.rows());
        if (loaded.rows().stream().allMatch(HistoryRow::measured)) {
            return shown;
        }
        // Once: what cannot be measured then stays unknown.
        long request = state.nextId();
        return shown.then(next -> with(next.withLastId(request),
                next.detail().layers().withRows(next.detail().layers().rows().ask(request))))
                .and(new Effect.MeasureLayers(request, tab.image().orElseThrow().target()));
    }

    private static Update shown(AppState state, LayersTab tab, long request, List<HistoryRow> steps) {
        boolean same = tab.subject().isPresent() && tab.image().isPresent()
                && tab.subject().get().image().id().equals(tab.image().get().image().id());
        Loadable<List<HistoryRow>> rows = tab.rows().answer(request, List.copyOf(steps));
        LayersTab next = new LayersTab(tab.image(), tab.image(), rows, same ? tab.cursor() : ListCursor.START);
        return move(state.withDetail(state.detail().withLayers(next)), Action.REPAINT);
    }

    private static Update with(AppState state, LayersTab tab) {
        return Update.of(state.withDetail(state.detail().withLayers(tab)));
    }
}
