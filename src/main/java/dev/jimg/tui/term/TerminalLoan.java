package dev.jimg.tui.term;

import com.googlecode.lanterna.TerminalSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The terminal in the hands of another program: what is typed as bytes, what it writes, the size. */
public final class TerminalLoan implements AutoCloseable {

    private final TtyTerminal terminal;
    private final KeyReader reader;
    private TypedBytes typed = new TypedBytes();
    private final OutputStream out;
    private volatile Runnable changed = () -> {};

    TerminalLoan(TtyTerminal terminal, KeyReader reader, OutputStream out) {
        this.terminal = terminal;
        this.reader = reader;
        this.out = out;
    }

    /** What is typed from now on, until the loan is closed or another is asked for: then this one ends. */
    public synchronized InputStream newInput() {
        TypedBytes fresh = new TypedBytes();
        reader.divert(fresh::put);
        typed.close();
        typed = fresh;
        return fresh;
    }

    public OutputStream out() {
        return out;
    }

    public int columns() {
        return size().getColumns();
    }

    public int rows() {
        return size().getRows();
    }

    /** @param newChanged runs when the size has changed, instead of another, on the thread that calls {@link #resized} */
    public void onChange(Runnable newChanged) {
        changed = newChanged;
    }

    /** To be called by whoever hears of it. */
    public void resized() {
        changed.run();
    }

    /** Takes the terminal back; the caller paints everything. */
    @Override
    public synchronized void close() throws IOException {
        reader.divert(null);
        typed.close();
        terminal.takeBack();
    }

    private TerminalSize size() {
        return terminal.findTerminalSize();
    }
}
