package dev.jimg.tui.term;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.CharacterPattern;
import com.googlecode.lanterna.input.KeyDecodingProfile;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The terminal of the full-screen app: a lanterna terminal whose raw mode, size and keys are ours.
 *
 * <p>{@link #enterPrivateMode} takes the terminal over (raw mode, alternate screen, no cursor, no automatic wrap,
 * bracketed paste) and {@link #restore} gives it back as it was: from any thread, any number of times, and from a
 * shutdown hook that is set with the first. Frames go through {@link #write}; nothing is written once the terminal has
 * been given back.
 */
public final class TtyTerminal extends ANSITerminal {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[?2004h";
    // A frame may have been cut: the synchronized update ends first.
    private static final String LEAVE = "\u001b[?2026l\u001b[?2004l\u001b[?7h\u001b[m\u001b[?1049l\u001b[?25h";
    private static final String MOUSE_ON = "\u001b[?1002h\u001b[?1006h";
    private static final String MOUSE_OFF = "\u001b[?1002l\u001b[?1006l";
    /**
     * Colours, cursor and keypad keys, mouse reports, bracketed paste. Not the alternate screen: to leave it where it is
     * not on would put the cursor of the main screen back over what was written there, and we go to it anyway.
     */
    private static final String FORGET_MODES = "\u001b[m\u001b[?1l\u001b>\u001b[?1000l\u001b[?1002l\u001b[?1003l"
            + "\u001b[?1006l\u001b[?2004l";
    private static final String TITLE_PUSH = "\u001b[22;0t";
    private static final String TITLE_POP = "\u001b[23;0t";
    private static final TerminalSize FALLBACK_SIZE = new TerminalSize(80, 24);

    private final NativeTty tty;
    private final InputStream in;
    private final OutputStream out;
    private final Map<String, String> environment;
    private final ReentrantLock output = new ReentrantLock();
    private final KeyStrokes typed;
    private Thread hook;
    private boolean mouse;
    private boolean titled;
    private volatile boolean active;
    private TerminalLoan lent;

    private TtyTerminal(NativeTty tty, InputStream in, OutputStream out, Map<String, String> environment) {
        super(in, out, StandardCharsets.UTF_8);
        this.tty = tty;
        this.in = in;
        this.out = out;
        this.environment = environment;
        this.typed = new KeyStrokes(in);
    }

    /**
     * Opens the terminal on standard input and output, and leaves it as it is.
     *
     * @throws TtyException if there is none, it cannot place the cursor, or the native library does not load
     */
    public static TtyTerminal open(Map<String, String> environment) throws TtyException {
        return open(environment, new FileInputStream(FileDescriptor.in));
    }

    /** The same where somebody else reads the terminal: what is typed comes from there. */
    public static TtyTerminal open(Map<String, String> environment, InputStream in) throws TtyException {
        NativeTty tty = NativeTty.open();
        String term = environment.getOrDefault("TERM", "");
        if (term.isEmpty() || term.equals("dumb") || term.equals("unknown")) {
            throw new TtyException("this terminal (TERM=" + SafeText.line(term, Glyphs.ASCII)
                    + ") cannot draw a full screen", null);
        }
        return new TtyTerminal(tty, in, new FileOutputStream(FileDescriptor.out), environment);
    }

    /** The colours that this terminal shows. */
    public ColorDepth colors() {
        return ColorDepth.forEnvironment(environment);
    }

    /** The characters that this terminal shows. */
    public Glyphs glyphs() {
        return Glyphs.forEnvironment(environment);
    }

    /** A reader of this terminal's keys; it takes nothing before it is started. */
    public KeyReader reader(KeyReader.Sink sink, Runnable ended) {
        return new KeyReader(in, sink, ended);
    }

    /** Whether mouse reports are wanted; they cost the user the terminal's own selection. */
    public void mouse(boolean wanted) throws IOException {
        output.lock();
        try {
            if (active && wanted != mouse) {
                send(wanted ? MOUSE_ON : MOUSE_OFF);
            }
            mouse = wanted;
        } finally {
            output.unlock();
        }
    }

    @Override
    public void enterPrivateMode() throws IOException {
        output.lock();
        try {
            if (active || lent != null) {
                return;
            }
            if (hook == null) {
                hook = new RestoreHook(this);
                Runtime.getRuntime().addShutdownHook(hook);
            }
            active = true;
            tty.raw();
            send(mouse ? ENTER + MOUSE_ON : ENTER);
        } finally {
            output.unlock();
        }
    }

    /**
     * Lends the terminal to another program, a container for one: off the alternate screen, still raw. Frames are
     * dropped until the loan is closed, and {@link #enterPrivateMode} does nothing; then everything is to be painted
     * anew.
     *
     * @param reader has taken what is typed so far, and will again
     */
    public TerminalLoan lend(KeyReader reader) throws IOException {
        output.lock();
        try {
            if (active) {
                active = false;
                send((mouse ? MOUSE_OFF : "") + LEAVE);
            }
            lent = new TerminalLoan(this, reader);
            return lent;
        } finally {
            output.unlock();
        }
    }

    /** What has the terminal writes; what comes after its loan, from a thread that was late, is dropped. */
    void write(TerminalLoan loan, byte[] bytes, int offset, int length) throws IOException {
        output.lock();
        try {
            if (lent == loan) {
                out.write(bytes, offset, length);
            }
        } finally {
            output.unlock();
        }
    }

    /** After a loan. Whoever had it may have left modes behind. */
    void takeBack(TerminalLoan loan) throws IOException {
        output.lock();
        try {
            if (lent == loan) {
                lent = null;
                send(FORGET_MODES);
                enterPrivateMode();
            }
        } finally {
            output.unlock();
        }
    }

    @Override
    public void exitPrivateMode() {
        restore();
    }

    /**
     * Gives the terminal back as it was. Safe from any thread; errors of a terminal that has gone away are swallowed.
     * While another thread is stuck in a write, because the terminal takes nothing, only its settings are put back.
     */
    public void restore() {
        if (!lockBriefly()) {
            active = false;
            tty.restoreNow();
            return;
        }
        try {
            if (active) {
                active = false;
                send((mouse ? MOUSE_OFF : "") + (titled ? TITLE_POP : "") + LEAVE);
                titled = false;
            }
        } catch (IOException e) {
            // EIO, EPIPE: nobody is there to see it.
        } finally {
            tty.restore();
            output.unlock();
        }
    }

    private boolean lockBriefly() {
        try {
            return output.tryLock(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return output.tryLock();
        }
    }

    /** {@link #restore}, and takes the shutdown hook back. */
    @Override
    public void close() {
        restore();
        if (hook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The hook is running.
            }
            hook = null;
        }
    }

    /** Writes a frame in one go; nothing while the terminal is not ours. */
    public void write(byte[] frame) throws IOException {
        if (frame.length == 0) {
            return;
        }
        output.lock();
        try {
            if (active) {
                out.write(frame);
            }
        } finally {
            output.unlock();
        }
    }

    /** Writes text below what another program wrote, while the terminal is as it was before the app. */
    void print(String text) throws IOException {
        output.lock();
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } finally {
            output.unlock();
        }
    }

    private void send(String sequence) throws IOException {
        out.write(sequence.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    protected TerminalSize findTerminalSize() {
        TerminalSize size = tty.size();
        return size == null ? FALLBACK_SIZE : size;
    }

    /**
     * Copies to the clipboard of whoever sits at the terminal (OSC 52).
     *
     * @return false if the text is too long for that (about 75 kB)
     */
    public boolean copy(String text) throws IOException {
        byte[] sequence = Clipboard.copy(text, environment);
        if (sequence == null) {
            return false;
        }
        write(sequence);
        return true;
    }

    /** Names the window; {@link #restore} puts the name back that it had. */
    @Override
    public void setTitle(String title) throws IOException {
        output.lock();
        try {
            if (active) {
                String osc = "\u001b]2;" + SafeText.line(title, glyphs()) + "\u0007";
                out.write(((titled ? "" : TITLE_PUSH) + osc).getBytes(StandardCharsets.UTF_8));
                titled = true;
            }
        } finally {
            output.unlock();
        }
    }

    /**
     * Calls back, on a thread of its own, when a signal arrives; the call may only post. For WINCH, CONT and TSTP. TERM,
     * HUP and INT need none: the JVM runs its shutdown hooks, ours among them, and exits with 143, 129 and 130.
     *
     * @param name the signal without {@code SIG}
     * @return whether this system has that signal
     */
    public boolean onSignal(String name, Runnable post) {
        return Signals.handle(name, post) != null;
    }

    /**
     * Suspends the whole job as Ctrl-Z does in a shell, and returns when it runs in the foreground again: the terminal
     * is ours then, and the caller reads the size again and repaints everything.
     *
     * <p>The group is stopped with SIGTSTP from a child (a JVM cannot signal its group). Not with SIGSTOP: that would
     * stop a remote command under the ssh that runs it, which then hangs. Without job control the signal is discarded
     * and this returns at once.
     */
    public void suspend() throws IOException {
        restore();
        Object ours = Signals.setDefault("TSTP");
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Signals.restore("TSTP", ours);
            enterPrivateMode();
        }
    }

    @Override
    protected KeyDecodingProfile getDefaultKeyDecodingProfile() {
        return new KeyDecodingProfile() {
            @Override
            public Collection<CharacterPattern> getPatterns() {
                return List.of(); // Lanterna's decoder is not used; its thirty patterns need not be loaded.
            }
        };
    }

    /** The next key, for what works on lanterna's interface; not to be mixed with a {@link KeyReader}. */
    @Override
    public KeyStroke readInput() throws IOException {
        return typed.next();
    }

    /** The next key, or null if none has been typed; not to be mixed with a {@link KeyReader}. */
    @Override
    public KeyStroke pollInput() throws IOException {
        return typed.poll();
    }
}
