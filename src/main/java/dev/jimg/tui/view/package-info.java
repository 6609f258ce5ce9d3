/**
 * How the state looks: one class a pane and one a dialog, each a pure function of the state onto an area of the grid.
 *
 * <p>A view keeps nothing between two frames and changes nothing but its area; what it needs beside the state (the
 * language, the colours) comes in a {@link dev.jimg.tui.view.Look}. Every text from outside is made harmless by the
 * grid itself. {@link dev.jimg.tui.view.Frame} puts them together.
 */
package dev.jimg.tui.view;
