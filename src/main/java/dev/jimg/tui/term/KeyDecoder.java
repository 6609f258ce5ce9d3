package dev.jimg.tui.term;

import com.googlecode.lanterna.input.KeyType;
import java.util.function.Consumer;

/**
 * Turns the bytes of a terminal into {@link Input}, byte by byte, however they are cut into reads. No I/O, no clock:
 * the reader asks {@link #patience} how long to wait for more and then calls {@link #timeout}.
 *
 * <p>Sequences follow ECMA-48 (CSI, SS3), xterm's modifiers, SGR mouse (1006) and bracketed paste (2004). What is not
 * known is swallowed, never typed. CR and LF are both Enter, DEL and BS both Backspace. Not thread-safe.
 */
public final class KeyDecoder {
    /** Bytes that a paste may have; the rest is dropped. */
    public static final int MAX_PASTE = 1 << 20;
    /** How long, in milliseconds, an ESC may be the beginning of a sequence. */
    public static final int ESCAPE_PATIENCE = 50;
    /** How long, in milliseconds, a paste may fall silent before it counts as ended. */
    public static final int PASTE_PATIENCE = 1000;

    private static final int MAX_SEQUENCE = 64;
    private static final String PASTE_END = "\u001b[201~";

    private enum State { GROUND, ESCAPE, CSI, CSI_LINUX, SS3, STRING, X10_MOUSE, UTF8, PASTE }

    private final StringBuilder sequence = new StringBuilder(MAX_SEQUENCE);
    private final PasteBuffer paste = new PasteBuffer(MAX_PASTE);
    private State state = State.GROUND;
    private boolean alt;
    private int skip;
    private int codePoint;
    private int missing;
    private int smallest;
    private int endMatched;

    /** Decodes some bytes; every event that they complete goes to {@code out}, in order. */
    public void feed(byte[] bytes, int offset, int length, Consumer<Input> out) {
        for (int i = offset; i < offset + length; i++) {
            accept(bytes[i] & 0xFF, out);
        }
    }

    /** Whether something has begun that more bytes may complete. */
    public boolean pending() {
        return state != State.GROUND;
    }

    /** How many milliseconds to wait for more before {@link #timeout}; 0 while nothing is pending. */
    public int patience() {
        return switch (state) {
            case GROUND -> 0;
            case PASTE -> PASTE_PATIENCE;
            default -> ESCAPE_PATIENCE;
        };
    }

    /** Nothing more came in time: a lone ESC is Escape, an introducer was Alt with its letter, the rest is dropped. */
    public void timeout(Consumer<Input> out) {
        State was = state;
        boolean wasAlt = alt;
        boolean bare = sequence.length() == 0;
        reset();
        switch (was) {
            case ESCAPE -> {
                out.accept(Key.of(KeyType.Escape));
                if (wasAlt) {
                    out.accept(Key.of(KeyType.Escape));
                }
            }
            case CSI, SS3, STRING -> {
                if (bare) {
                    out.accept(new Key(KeyType.Character, codePoint, false, true, false));
                }
            }
            case PASTE -> out.accept(paste.take());
            default -> { }
        }
    }

    private void reset() {
        state = State.GROUND;
        alt = false;
        sequence.setLength(0);
    }

    private void accept(int b, Consumer<Input> out) {
        switch (state) {
            case GROUND -> ground(b, out);
            case ESCAPE -> escape(b, out);
            case CSI -> csi(b, out);
            case CSI_LINUX -> emit(KeySequences.linuxFunctionKey(b), out);
            case SS3 -> ss3(b, out);
            case STRING -> string(b);
            case X10_MOUSE -> {
                if (--skip == 0) {
                    reset();
                }
            }
            case UTF8 -> utf8(b, out);
            case PASTE -> paste(b, out);
        }
    }

    private void ground(int b, Consumer<Input> out) {
        if (b == 0x1B) {
            state = State.ESCAPE;
        } else if (b < 0x80) {
            emit(KeySequences.single(b), out);
        } else if (b >= 0xC2 && b <= 0xF4) {
            missing = b < 0xE0 ? 1 : b < 0xF0 ? 2 : 3;
            smallest = missing == 1 ? 0x80 : missing == 2 ? 0x800 : 0x10000;
            codePoint = b & (0x3F >> missing);
            state = State.UTF8;
        } else {
            reset(); // No first byte of UTF-8 (RFC 3629): there is nothing to type.
        }
    }

    private void utf8(int b, Consumer<Input> out) {
        if ((b & 0xC0) != 0x80) {
            reset();
            ground(b, out);
            return;
        }
        codePoint = codePoint << 6 | b & 0x3F;
        if (--missing > 0) {
            return;
        }
        boolean valid = codePoint >= smallest && codePoint <= Character.MAX_CODE_POINT
                && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
        boolean typed = valid && (codePoint == 0x200D || !Cells.isUnsafe(codePoint)); // Emoji keyboards type the joiner.
        emit(typed ? Key.of(codePoint) : null, out);
    }

    /** Ends a sequence: its key, with Alt if an ESC came before it; nothing if it is not known. */
    private void emit(Input input, Consumer<Input> out) {
        boolean withAlt = alt;
        reset();
        if (input instanceof Key key && withAlt) {
            out.accept(new Key(key.type(), key.codePoint(), key.ctrl(), true, key.shift()));
        } else if (input != null) {
            out.accept(input);
        }
    }

    private void escape(int b, Consumer<Input> out) {
        switch (b) {
            case '[' -> introduce(State.CSI, b);
            case 'O' -> introduce(State.SS3, b);
            case ']', 'P', '_', '^', 'X' -> introduce(State.STRING, b);
            case 0x1B -> {
                if (alt) {
                    out.accept(Key.of(KeyType.Escape));
                }
                alt = true;
            }
            default -> {
                if (alt) {
                    out.accept(Key.of(KeyType.Escape));
                }
                alt = true;
                state = State.GROUND;
                ground(b, out);
            }
        }
    }

    private void introduce(State next, int introducer) {
        state = next;
        codePoint = introducer;
        sequence.setLength(0);
    }

    private void csi(int b, Consumer<Input> out) {
        if (b == 0x1B) {
            reset();
            state = State.ESCAPE;
        } else if (b < 0x20) {
            emit(KeySequences.single(b), out);
        } else if (b < 0x40) {
            if (sequence.length() < MAX_SEQUENCE) {
                sequence.append((char) b);
            }
        } else if (b == '[' && sequence.length() == 0) {
            state = State.CSI_LINUX;
        } else if (b == 'M' && sequence.length() == 0) {
            state = State.X10_MOUSE;
            skip = 3;
        } else if (b == '~' && sequence.toString().equals("200")) {
            reset();
            state = State.PASTE;
            endMatched = 0;
        } else {
            emit(KeySequences.csi(sequence, b), out);
        }
    }

    private void ss3(int b, Consumer<Input> out) {
        if (b == 0x1B) {
            reset();
            state = State.ESCAPE;
        } else if (b >= '0' && b <= '9' && sequence.length() < 2) {
            sequence.append((char) b);
        } else {
            emit(KeySequences.ss3(sequence, b), out);
        }
    }

    /** Answers of the terminal (OSC, DCS, APC, PM, SOS) run to ST or BEL. */
    private void string(int b) {
        boolean end = b == 0x07 || b == 0x9C
                || b == '\\' && sequence.length() > 0 && sequence.charAt(sequence.length() - 1) == 0x1B;
        if (end) {
            reset();
        } else {
            if (sequence.length() >= MAX_SEQUENCE) {
                sequence.setLength(1);
            }
            sequence.append((char) b);
        }
    }

    private void paste(int b, Consumer<Input> out) {
        if (b == PASTE_END.charAt(endMatched)) {
            endMatched++;
            if (endMatched == PASTE_END.length()) {
                reset();
                out.accept(paste.take());
            }
            return;
        }
        for (int i = 0; i < endMatched; i++) {
            paste.add(PASTE_END.charAt(i));
        }
        endMatched = b == 0x1B ? 1 : 0;
        if (endMatched == 0) {
            paste.add(b);
        }
    }
}
