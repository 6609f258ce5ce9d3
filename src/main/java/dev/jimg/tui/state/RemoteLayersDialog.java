package dev.jimg.tui.state;

import dev.jimg.oci.Reference;
import dev.jimg.service.files.RemoteContents;
import dev.jimg.service.files.RemoteContents.RemoteLayer;
import java.util.List;
import java.util.Optional;

/**
 * The layers of an image in its registry, of which one can be looked into without pulling the image. A large one is
 * fetched only after it was said how large it is.
 *
 * @param asked whether the next Enter fetches the selected layer, large as it is
 */
public record RemoteLayersDialog(Reference reference, Loadable<RemoteContents> image, ListCursor cursor, boolean asked)
        implements Dialog {

    /** In bytes: what takes a second or two on a good line. */
    private static final long LARGE = 20_000_000;

    private static final int AROUND = 9;
    /** So many are there on the smallest screen too. */
    private static final int FEW = 3;

    /** Of the tag that is selected. */
    static Update open(AppState state) {
        TagsTab tags = state.detail().tags();
        Optional<Reference> tag = tags.selected()
                .flatMap(name -> Reference.tryParse(tags.repository().orElseThrow() + ":" + name));
        if (tag.isEmpty()) {
            return Update.of(state);
        }
        long request = state.nextId();
        RemoteLayersDialog dialog = new RemoteLayersDialog(tag.get(), Loadable.<RemoteContents>empty().ask(request),
                ListCursor.START, false);
        return Update.of(state.withLastId(request).open(dialog), new Effect.ListRemoteLayers(request, tag.get()));
    }

    /** The layers in the order of the list: the topmost first, as a history has them. */
    public int layer(int row) {
        return image.value().orElseThrow().layers().size() - 1 - row;
    }

    public int count() {
        return image.value().map(known -> known.layers().size()).orElse(0);
    }

    public Optional<RemoteLayer> selected() {
        return cursor.index() < count()
                ? Optional.of(image.value().orElseThrow().layers().get(layer(cursor.index()))) : Optional.empty();
    }

    /** Rows of the list on a screen of this size. */
    public int lines(ScreenSize size) {
        return Math.min(count(), Math.max(FEW, size.rows() - AROUND));
    }

    @Override
    public Update key(AppState state, String key) {
        return switch (key) {
            case "esc", "q" -> Update.of(state.closeDialog(), new Effect.Forget(image.request()));
            case "enter" -> selected().map(layer -> choose(state, layer)).orElse(Update.of(state));
            default -> Update.of(cursor.on(key, count(), lines(state.size()))
                    .map(moved -> state.replace(new RemoteLayersDialog(reference, image, moved, false))).orElse(state));
        };
    }

    private Update choose(AppState state, RemoteLayer layer) {
        if (!asked && !layer.known() && layer.layer().blob().size() > LARGE) {
            return Update.of(state.replace(new RemoteLayersDialog(reference, image, cursor, true)));
        }
        return FilesLogic.open(state.closeDialog(),
                new FilesSource.Remote(image.value().orElseThrow(), layer(cursor.index())));
    }

    @Override
    public Dialog on(Event event) {
        if (event instanceof Event.RemoteLayersListed listed && image.awaits(listed.request())) {
            return new RemoteLayersDialog(reference, image.answer(listed.request(), listed.image()), cursor, false);
        }
        if (event instanceof Event.RequestFailed failed && image.awaits(failed.request())) {
            return new RemoteLayersDialog(reference, image.fail(failed.request(), failed.failure()), cursor, false);
        }
        return this;
    }

    @Override
    public List<Hint> hints() {
        Hint close = new Hint("esc", "dialog.close");
        return count() == 0 ? List.of(close)
                : List.of(new Hint("enter", asked ? "remote.fetch" : "action.files"), close);
    }
}
