package dev.jimg.tui.view;

import dev.jimg.tui.state.AppState;
import dev.jimg.tui.state.Dialog;
import dev.jimg.tui.term.Area;

/** How one kind of dialog looks. */
@FunctionalInterface
interface DialogView<D extends Dialog> {

    /** @param screen the whole screen; the view takes as much of its middle as it needs */
    void draw(D dialog, AppState state, Area screen, Look look);
}
