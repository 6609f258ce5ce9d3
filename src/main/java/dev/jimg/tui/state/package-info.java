/**
 * What the screen is, as immutable records, and how it changes: {@code Reducer.apply(state, event)} gives the next
 * state and the effects to run. Nothing here draws, waits, reads a clock or knows a terminal.
 *
 * <p>Each area of the screen has a record (what it shows) and a logic class (what its keys and answers do to it), in a
 * file of its own each: {@code ImagesPane} and {@code ImagesLogic}, and so on. {@link dev.jimg.tui.state.AppState}
 * holds the records, {@link dev.jimg.tui.state.Reducer} finds the logic. Texts are catalogue keys with arguments
 * ({@link dev.jimg.tui.state.Text}), because the language is the view's matter.
 *
 * <p>Key bindings are data ({@link dev.jimg.tui.state.KeyMap}); the hint bar, the help and the README's table come
 * from them. Scrolling needs the height of a pane, so the layout is computed here too and only drawn by the views.
 */
package dev.jimg.tui.state;
