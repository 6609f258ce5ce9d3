package dev.jimg.tui.term;

import com.googlecode.lanterna.TerminalSize;

/** What a command needs to know of the terminal its output goes to, if it goes to one. */
public record OutputTerminal(boolean present) {

    /** Without the native library a command works as in a pipe: plain lines. */
    public static OutputTerminal find() {
        try {
            return new OutputTerminal(TtyPreload.outputMayBeTerminal() && NativeTty.isOutputTerminal());
        } catch (TtyException e) {
            return new OutputTerminal(false);
        }
    }

    /** Whether standard input is a terminal, which is another question. */
    public static boolean inputPresent() {
        try {
            return NativeTty.isInputTerminal();
        } catch (TtyException e) {
            return false;
        }
    }

    public int columns() {
        TerminalSize size = present ? NativeTty.outputSize() : null;
        return size == null ? 80 : size.getColumns();
    }

    public int rows() {
        TerminalSize size = present ? NativeTty.outputSize() : null;
        return size == null ? 24 : size.getRows();
    }
}
