package dev.jimg.tui.view;

import dev.jimg.files.FileKind;
import java.nio.charset.StandardCharsets;

/** Files as {@code ls -l} shows them. */
final class Modes {

    private static final int SET_USER = 04000;
    private static final int SET_GROUP = 02000;
    private static final int STICKY = 01000;

    private Modes() {}

    /** {@code drwxr-xr-x}. */
    static String of(FileKind kind, int mode) {
        if (kind == FileKind.WHITEOUT) {
            return "";
        }
        char type = switch (kind) {
            case DIRECTORY -> 'd';
            case SYMLINK -> 'l';
            case CHARACTER_DEVICE -> 'c';
            case BLOCK_DEVICE -> 'b';
            case FIFO -> 'p';
            default -> '-';
        };
        return type + three(mode >> 6, (mode & SET_USER) != 0, 's') + three(mode >> 3, (mode & SET_GROUP) != 0, 's')
                + three(mode, (mode & STICKY) != 0, 't');
    }

    private static String three(int bits, boolean special, char letter) {
        boolean runs = (bits & 1) != 0;
        char last = special ? runs ? letter : Character.toUpperCase(letter) : runs ? 'x' : '-';
        return "" + ((bits & 4) != 0 ? 'r' : '-') + ((bits & 2) != 0 ? 'w' : '-') + last;
    }

    /** A byte string as text. */
    static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
