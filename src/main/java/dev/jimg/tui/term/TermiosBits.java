package dev.jimg.tui.term;

/**
 * The flags of termios(3) that raw mode touches, as the system numbers them: JLine hands termios through as it is.
 */
final class TermiosBits {
    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");
    private static final boolean BSD = MAC || System.getProperty("os.name", "").contains("BSD");

    private static final long ICRNL = 0x100;
    private static final long INLCR = 0x40;
    private static final long IGNCR = 0x80;
    private static final long ISTRIP = 0x20;
    private static final long IXON = BSD ? 0x200 : 0x400;
    private static final long OPOST = 0x1;
    private static final long ECHO = 0x8;
    private static final long ECHONL = BSD ? 0x10 : 0x40;
    private static final long ICANON = BSD ? 0x100 : 0x2;
    private static final long ISIG = BSD ? 0x80 : 0x1;
    private static final long IEXTEN = BSD ? 0x400 : 0x8000;

    /** Input: bytes as they come; Ctrl-S, Ctrl-Q and CR are keys. */
    static final long INPUT_OFF = IXON | ICRNL | INLCR | IGNCR | ISTRIP;
    /** Output: nothing is added to line feeds. */
    static final long OUTPUT_OFF = OPOST;
    /** Local: no lines, no echo; Ctrl-C, Ctrl-Z, Ctrl-V are keys. */
    static final long LOCAL_OFF = ICANON | ECHO | ECHONL | ISIG | IEXTEN;
    /** Local, for who edits a line: the same, but keys still make signals. */
    static final long EDITING_OFF = LOCAL_OFF & ~ISIG;
    /** Local, for what must not be seen. */
    static final long ECHO_OFF = ECHO;
    static final int VINTR = BSD ? 8 : 0;
    /** What a control character is set to that no key has. */
    static final byte NO_KEY = (byte) (BSD ? 0xff : 0);
    static final int VMIN = BSD ? 16 : 6;
    static final int VTIME = BSD ? 17 : 5;

    private TermiosBits() {}
}
