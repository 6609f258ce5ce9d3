package dev.jimg.tui.term;

import com.googlecode.lanterna.TerminalSize;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.nativ.CLibrary;

/**
 * The controlling terminal on standard input and output: raw mode and size, by JLine's bindings of termios(3) and
 * ioctl(2), without starting a process.
 *
 * <p>{@link #raw} and {@link #restore} may be called from any thread, any number of times; a terminal that has gone
 * away (EIO after a hang-up) is not an error.
 */
public final class NativeTty {
    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int ERR = 2;
    /** Kept, or its level would be forgotten with it. What JLine would log on a screen is in our own message. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    static {
        JLINE.setLevel(Level.OFF);
    }

    private final CLibrary.Termios original;
    private boolean raw;

    private NativeTty(CLibrary.Termios original) {
        this.original = original;
    }

    /** Whether both standard input and output are a terminal. ({@code System.console()} answers otherwise from 22 on.) */
    public static boolean isTerminal() throws TtyException {
        try {
            return CLibrary.isatty(IN) == 1 && CLibrary.isatty(OUT) == 1;
        } catch (LinkageError | RuntimeException e) {
            throw noLibrary(e);
        }
    }

    /** Whether standard output alone is a terminal: what decides between bars and plain lines. */
    public static boolean isOutputTerminal() throws TtyException {
        try {
            return CLibrary.isatty(OUT) == 1;
        } catch (LinkageError | RuntimeException e) {
            throw noLibrary(e);
        }
    }

    /** Whether standard input alone is a terminal. */
    public static boolean isInputTerminal() throws TtyException {
        try {
            return CLibrary.isatty(IN) == 1;
        } catch (LinkageError | RuntimeException e) {
            throw noLibrary(e);
        }
    }

    /** Whether somebody reads standard error at a terminal; nobody where that cannot be found out. */
    public static boolean errorIsTerminal() {
        try {
            return CLibrary.isatty(ERR) == 1;
        } catch (LinkageError | RuntimeException e) {
            return false;
        }
    }

    /** The same as {@link #open} where only what is read has to come from the terminal. */
    static NativeTty openInput() throws TtyException {
        if (!isInputTerminal()) {
            throw new TtyException("standard input is not a terminal", null);
        }
        return remembered();
    }

    /**
     * Opens the terminal and remembers its settings.
     *
     * @throws TtyException if this is no terminal, or JLine's native library cannot be loaded
     */
    public static NativeTty open() throws TtyException {
        if (!isTerminal()) {
            throw new TtyException("standard input and output are not a terminal", null);
        }
        return remembered();
    }

    private static NativeTty remembered() throws TtyException {
        CLibrary.Termios termios = new CLibrary.Termios();
        if (CLibrary.tcgetattr(IN, termios) != 0) {
            throw new TtyException("could not read the terminal's settings: has the terminal been closed?", null);
        }
        return new NativeTty(termios);
    }

    /**
     * Raw mode: every byte as it comes, no echo, no signals from keys, no output processing; a read waits for at least
     * one byte. Waits until the terminal has taken what was written (TCSADRAIN).
     */
    public synchronized void raw() {
        CLibrary.Termios wanted = changed(TermiosBits.INPUT_OFF, TermiosBits.OUTPUT_OFF, TermiosBits.LOCAL_OFF);
        byteByByte(wanted);
        set(wanted);
    }

    /**
     * For who edits a line: every byte as it comes and no echo. Ctrl-C is a key like others, in its turn among them;
     * Ctrl-Z still suspends, and output is as it was.
     */
    public synchronized void editing() {
        CLibrary.Termios wanted = changed(TermiosBits.INPUT_OFF, 0, TermiosBits.EDITING_OFF);
        byteByByte(wanted);
        wanted.c_cc[TermiosBits.VINTR] = TermiosBits.NO_KEY;
        set(wanted);
    }

    /** Lines as they were, but nobody sees what is typed. */
    public synchronized void hidden() {
        set(changed(0, 0, TermiosBits.ECHO_OFF));
    }

    private CLibrary.Termios changed(long inputOff, long outputOff, long localOff) {
        CLibrary.Termios wanted = new CLibrary.Termios();
        wanted.c_iflag = original.c_iflag & ~inputOff;
        wanted.c_oflag = original.c_oflag & ~outputOff;
        wanted.c_cflag = original.c_cflag;
        wanted.c_lflag = original.c_lflag & ~localOff;
        wanted.c_cc = original.c_cc.clone();
        wanted.c_ispeed = original.c_ispeed;
        wanted.c_ospeed = original.c_ospeed;
        return wanted;
    }

    private static void byteByByte(CLibrary.Termios wanted) {
        wanted.c_cc[TermiosBits.VMIN] = 1;
        wanted.c_cc[TermiosBits.VTIME] = 0;
    }

    private void set(CLibrary.Termios wanted) {
        CLibrary.tcsetattr(IN, CLibrary.TCSADRAIN, wanted);
        raw = true;
    }

    /** Puts the settings back as {@link #open} found them, after the terminal has taken what was written. */
    public synchronized void restore() {
        if (raw) {
            CLibrary.tcsetattr(IN, CLibrary.TCSADRAIN, original);
            raw = false;
        }
    }

    /** Puts the settings back without waiting for a terminal that takes no output. Holds no lock, for the same reason. */
    public void restoreNow() {
        CLibrary.tcsetattr(IN, CLibrary.TCSANOW, original);
    }

    /** The size of the window, or null if the terminal does not tell (serial lines, dead terminals). */
    public TerminalSize size() {
        return outputSize();
    }

    /** The size of the window that standard output goes to, or null if it goes to none or that does not tell. */
    public static TerminalSize outputSize() {
        CLibrary.WinSize size = new CLibrary.WinSize();
        if (CLibrary.ioctl(OUT, CLibrary.TIOCGWINSZ, size) != 0 || size.ws_col <= 0 || size.ws_row <= 0) {
            return null;
        }
        return new TerminalSize(size.ws_col, size.ws_row);
    }

    private static TtyException noLibrary(Throwable cause) {
        String given = System.getProperty("library.jline.path");
        String how = given == null
                ? "it is unpacked to " + System.getProperty("jline.tmpdir", System.getProperty("java.io.tmpdir"))
                        + ", which must be writable and not mounted noexec; or unpack libjlinenative from the jar of"
                        + " jline-native and name its directory with -Dlibrary.jline.path=DIR"
                : "library.jline.path names " + given + ", and neither that nor the temporary directory has one that"
                        + " this system can load";
        return new TtyException("could not load JLine's native library, which drives the terminal: " + how, cause);
    }
}
