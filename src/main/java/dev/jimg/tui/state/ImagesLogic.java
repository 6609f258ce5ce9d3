package dev.jimg.tui.state;

import dev.jimg.service.ImageSummary;
import java.util.List;

/** What keys and answers do to the image list. */
final class ImagesLogic {

    private ImagesLogic() {}

    static Update perform(AppState state, Action action) {
        return action == Action.PULL ? PullLogic.open(state) : Update.of(state);
    }

    static Update type(AppState state, String key) {
        return Update.of(state);
    }

    static Update paste(AppState state, String text) {
        ImagesPane pane = state.images();
        return Update.of(state.withImages(pane.withFilter(pane.filter().paste(text), true, height(state))));
    }

    static Update move(AppState state, Action action) {
        ImagesPane pane = state.images();
        ListCursor cursor = Reducer.moved(pane.cursor(), action, pane.shown().size(), height(state))
                .fit(pane.shown().size(), height(state));
        AppState moved = state.withImages(pane.withCursor(cursor));
        return DetailLogic.follow(moved);
    }

    static Update on(AppState state, Event event) {
        if (event instanceof Event.ImagesListed listed && state.images().images().awaits(listed.request())) {
            Loadable<List<ImageSummary>> images = state.images().images().answer(listed.request(), listed.images());
            ImagesPane pane = state.images().withImages(images).withRows(ImageRow.of(listed.images()), height(state));
            return DetailLogic.follow(state.withUsage(listed.usage()).withImages(pane));
        }
        if (event instanceof Event.ImagesChanged) {
            return reload(state);
        }
        return Update.of(state);
    }

    /** Asks for the list again; the old one stays until the new one is here. */
    static Update reload(AppState state) {
        long request = state.nextId();
        ImagesPane pane = state.images().withImages(state.images().images().ask(request));
        return Update.of(state.withLastId(request).withImages(pane), new Effect.ListImages(request));
    }

    private static int height(AppState state) {
        return Math.max(1, state.height(Pane.IMAGES) - 1);
    }
}
