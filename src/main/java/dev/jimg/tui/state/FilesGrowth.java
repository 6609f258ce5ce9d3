package dev.jimg.tui.state;

import dev.jimg.service.Failure;
import java.util.Optional;

/** The Files tab while layers are being read: what is there is shown, and is more from time to time. */
final class FilesGrowth {

    private FilesGrowth() {}

    /** More layers are read. */
    static Update grew(AppState state, FilesTab tab, FilesParts parts) {
        return merge(FilesLogic.with(state, tab.withReading(tab.reading().grown(parts))));
    }

    /** What was read up to some moment lies over each other. */
    static Update merged(AppState state, FilesTab tab, FilesModel model) {
        FilesTab next = tab.withReading(tab.reading().merging(0)).withModel(tab.model().with(model));
        return FilesLogic.shown(told(state, tab, model), tab, next).then(FilesGrowth::merge);
    }

    /** Says that the layer's own tree is there, where all layers together stood in for it. */
    private static AppState told(AppState state, FilesTab tab, FilesModel model) {
        boolean instead = !model.together() && model.failure().isEmpty()
                && tab.model().value().filter(before -> before.together() && before.layer() == model.layer()).isPresent();
        return instead ? state.say(Notice.Severity.INFO, Text.of(
                tab.shape().layerOnly() ? "files.layer-came" : "files.merged-came", model.layer() + 1)) : state;
    }

    /** Why it cannot be gone to the layer below while layers are being read; empty where it can. */
    static String below(FilesTab tab) {
        Optional<FilesParts> parts = tab.reading().parts().filter(now -> tab.busy() && now.count() > 0);
        return parts.isEmpty() ? "" : parts.get().layer() == 0 ? "files.lowest"
                : parts.get().has(parts.get().layer() - 1) ? "" : "disabled.files-below";
    }

    /** All is read. Who went to another layer meanwhile stays there. */
    static Update whole(AppState state, FilesTab tab, FilesModel model) {
        int wanted = tab.reading().parts().map(FilesParts::layer).orElse(model.layer());
        Optional<Failure> failure = model.firstFailure().filter(why -> tab.busy());
        if (failure.isPresent()) {
            return whole(state.say(failure.get()), tab.withReading(tab.reading().ended()), model);
        }
        if (wanted == model.layer()) {
            FilesTab next = tab.withReading(FilesReading.NONE)
                    .withModel(tab.model().answer(tab.model().request(), model));
            return FilesLogic.shown(told(state, tab, model), tab, next);
        }
        long request = state.nextId();
        return Update.of(FilesLogic.with(state.withLastId(request),
                tab.asking(tab.source().orElseThrow(), request, false)), new Effect.MergeFiles(request, model, wanted));
    }

    /** To the layer below or above, as far as it is read. */
    static Update turn(AppState state, FilesTab tab, int step) {
        FilesParts parts = tab.reading().parts().orElseThrow();
        int layer = parts.layer() + step;
        if (layer < 0 || layer >= parts.count()) {
            return FilesLogic.noLayer(state, step);
        }
        // All layers together are what the topmost shows.
        boolean visible = parts.has(layer) || layer == parts.count() - 1 && parts.withLayer(layer).together();
        if (!visible) {
            return Update.of(state.say(Notice.Severity.INFO, Text.of("files.not-yet", layer + 1)));
        }
        // What is being merged for the layer before comes too late.
        return merge(FilesLogic.with(state, tab.withReading(tab.reading().turned(layer).merging(0))));
    }

    private static Update merge(AppState state) {
        FilesTab tab = state.detail().files();
        Optional<FilesModel> shown = tab.model().value();
        // A search through many names takes a while: it is not begun anew under the hands of who reads what it found.
        boolean busy = shown.isPresent() && !tab.shape().search().isEmpty()
                && tab.shape().cost(shown.get().tree()) > FilesLogic.QUICK;
        boolean whole = shown.filter(model -> model.unread() == 0).isPresent();
        if (!tab.busy() || busy || whole || !tab.reading().due()) {
            return Update.of(state);
        }
        long request = state.nextId();
        return Update.of(FilesLogic.with(state.withLastId(request), tab.withReading(tab.reading().merging(request))),
                new Effect.MergeParts(request, tab.reading().parts().orElseThrow()));
    }
}
