package dev.jimg.tui.state;

import dev.jimg.service.ImageDetails;
import java.util.Optional;

/**
 * The JSON of one image, as a tree that folds.
 *
 * @param image the image it follows
 * @param subject the image that {@code json} is of; another one while that of {@code image} is on its way
 * @param cursor on the visible lines of {@code json}
 */
public record InspectTab(Optional<ImageRow> image, Optional<ImageRow> subject, Loadable<ImageDetails> details,
        FoldedJson json, JsonFind find, ListCursor cursor) {

    public static final InspectTab EMPTY = new InspectTab(Optional.empty(), Optional.empty(), Loadable.empty(),
            FoldedJson.EMPTY, JsonFind.NONE, ListCursor.START);

    /** The line of the tree under the cursor. */
    public Optional<JsonLine> selected() {
        return cursor.index() < json.visible().size()
                ? Optional.of(json.tree().line(json.visible().get(cursor.index()))) : Optional.empty();
    }

    public InspectTab withImage(ImageRow value) {
        return new InspectTab(Optional.of(value), subject, details, json, find, cursor);
    }

    public InspectTab withSubject(Optional<ImageRow> value) {
        return new InspectTab(image, value, details, json, find, cursor);
    }

    public InspectTab withDetails(Loadable<ImageDetails> value) {
        return new InspectTab(image, subject, value, json, find, cursor);
    }

    public InspectTab withJson(FoldedJson value, ListCursor newCursor) {
        return new InspectTab(image, subject, details, value, find, newCursor);
    }

    public InspectTab withFind(JsonFind value) {
        return new InspectTab(image, subject, details, json, value, cursor);
    }

    public InspectTab withCursor(ListCursor value) {
        return new InspectTab(image, subject, details, json, find, value);
    }
}
