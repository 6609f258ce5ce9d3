package dev.jimg.tui.state;

import dev.jimg.service.ImageDetails;
import java.util.Optional;

/** The JSON of one image. */
public record InspectTab(Optional<ImageRow> image, Loadable<ImageDetails> details, ListCursor cursor) {

    public static final InspectTab EMPTY = new InspectTab(Optional.empty(), Loadable.empty(), ListCursor.START);
}
