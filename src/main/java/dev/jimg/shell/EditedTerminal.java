package dev.jimg.shell;

import dev.jimg.tui.term.NativeTty;
import dev.jimg.tui.term.OutputTerminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.AbstractTerminal;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingInputStream;
import org.jline.utils.NonBlockingReader;

/** The terminal as JLine's reader wants it: keys of our {@link Keyboard}, modes of our {@link NativeTty}. */
final class EditedTerminal extends AbstractTerminal {

    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int CTRL_U = 21;
    private static final int CTRL_V = 22;
    private static final int CTRL_W = 23;
    private static final int DELETE = 127;

    private final NativeTty tty;
    private final OutputTerminal window;
    private final Keys keys = new Keys();
    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    private final NonBlockingReader reader;

    EditedTerminal(NativeTty tty, OutputTerminal window, String type) throws IOException {
        super("jimg", type, StandardCharsets.UTF_8, SignalHandler.SIG_IGN);
        this.tty = tty;
        this.window = window;
        this.reader = NonBlocking.nonBlocking("jimg", keys, StandardCharsets.UTF_8);
        parseInfoCmp();
    }

    /** Whose keys it reads, for the next line. */
    void typed(Keyboard.Taker taker) {
        keys.taker = taker;
    }

    @Override
    public NonBlockingReader reader() {
        return reader;
    }

    @Override
    public PrintWriter writer() {
        return writer;
    }

    @Override
    public InputStream input() {
        return keys;
    }

    @Override
    public OutputStream output() {
        return out;
    }

    @Override
    public Attributes enterRawMode() {
        tty.editing();
        return getAttributes();
    }

    /** Only to name the keys: the modes are the terminal's own. */
    @Override
    public Attributes getAttributes() {
        Attributes attributes = new Attributes();
        attributes.setControlChar(Attributes.ControlChar.VINTR, CTRL_C);
        attributes.setControlChar(Attributes.ControlChar.VEOF, CTRL_D);
        attributes.setControlChar(Attributes.ControlChar.VERASE, DELETE);
        attributes.setControlChar(Attributes.ControlChar.VKILL, CTRL_U);
        attributes.setControlChar(Attributes.ControlChar.VWERASE, CTRL_W);
        attributes.setControlChar(Attributes.ControlChar.VLNEXT, CTRL_V);
        return attributes;
    }

    /** The reader puts back what {@link #enterRawMode} gave it, when the line is read. */
    @Override
    public void setAttributes(Attributes attributes) {
        tty.restore();
    }

    @Override
    public Size getSize() {
        return new Size(window.columns(), window.rows());
    }

    @Override
    public void setSize(Size size) {
        throw new UnsupportedOperationException("the window has the size it has");
    }

    @Override
    public TerminalProvider getProvider() {
        return null;
    }

    @Override
    public SystemStream getSystemStream() {
        return SystemStream.Output;
    }

    /** What is typed, with JLine's deadlines. */
    private static final class Keys extends NonBlockingInputStream {
        private Keyboard.Taker taker;

        @Override
        public int read(long timeout, boolean isPeek) throws IOException {
            return taker.take(timeout, isPeek);
        }

        @Override
        public int available() throws IOException {
            return taker.available();
        }
    }
}
