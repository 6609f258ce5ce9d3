package dev.jimg.tui.state;

/** What stands in a cell of the screen, for the mouse. Views lay targets where they draw. */
public sealed interface Target {

    /** What a key does. */
    record Press(String key) implements Target {}

    record Focus(Pane pane) implements Target {}

    /** A row of the list below, in a pane or a dialog. @param delta how many rows below the cursor */
    record Row(int delta) implements Target {}

    /** One of what a dialog lets choose of, a field of a form among them. @param index counted from its first */
    record Choice(int index) implements Target {}

    record Tab(DetailTab tab) implements Target {}

    /** The head of a column of the image list. */
    record Sort(ImageColumn column) implements Target {}
}
