package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Event;
import dev.jimg.tui.state.ImageColumn;
import dev.jimg.tui.state.Pane;
import java.util.Optional;

/** What the state does not know of its own picture: for what there was room depends on the language and its widths. */
public final class Drawn {

    private Drawn() {}

    /** What the state is to hear of the frame that was drawn of it; empty where that is nothing new. */
    public static Optional<Event> news(AppState state, Look look) {
        int inner = state.layout().rect(Pane.IMAGES).width() - 2;
        if (inner <= 0 || state.images().shown().isEmpty()) {
            // What is not on the screen now is as it was when it was seen last.
            return Optional.empty();
        }
        boolean unique = ImagesView.columns(state, inner, look).width(ImageColumn.UNIQUE) > 0;
        return unique == state.images().uniqueSeen() ? Optional.empty() : Optional.of(new Event.ColumnsDrawn(unique));
    }
}
