package dev.jimg.tui.term;

import com.googlecode.lanterna.input.KeyType;

/** What a complete sequence means; null where that is nothing, or nothing known. */
final class KeySequences {
    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;
    private static final int META = 8;

    private KeySequences() {}

    /** The key of one byte below 0x80 other than ESC. */
    static Key single(int b) {
        return switch (b) {
            case 0x00 -> Key.ctrl(' ');
            case 0x08, 0x7F -> Key.of(KeyType.Backspace);
            case 0x09 -> Key.of(KeyType.Tab);
            case 0x0A, 0x0D -> Key.of(KeyType.Enter);
            case 0x1B -> Key.of(KeyType.Escape);
            case 0x1C, 0x1D, 0x1E, 0x1F -> Key.ctrl((char) (b + 0x40));
            default -> b < 0x20 ? Key.ctrl((char) (b + 0x60)) : Key.of(b);
        };
    }

    /** {@code ESC [ [ A} to {@code E}: F1 to F5 of the Linux console. */
    static Key linuxFunctionKey(int b) {
        return b >= 'A' && b <= 'E' ? functionKey(b - 'A' + 1, 0) : null;
    }

    /** {@code ESC O ...}: keypad and first function keys; some terminals put the modifiers before the final. */
    static Key ss3(CharSequence digits, int end) {
        int modifiers = Math.max(0, parameter(digits, 0, 1) - 1);
        if (end >= 'P' && end <= 'S') {
            return functionKey(end - 'P' + 1, modifiers);
        }
        if (end == 'M') {
            return key(KeyType.Enter, modifiers);
        }
        if (end >= 'a' && end <= 'd') {
            return key(letterKey(end - 0x20), CTRL); // rxvt
        }
        if (end >= 'j' && end <= 'y') {
            return Key.of(end - 0x40); // The keypad in application mode: * + , - . / and digits.
        }
        KeyType type = letterKey(end);
        return type == null ? null : key(type, modifiers);
    }

    /** {@code ESC [ parameters end}. */
    static Input csi(CharSequence parameters, int end) {
        if (parameters.length() > 0 && parameters.charAt(0) == '<') {
            return end == 'M' || end == 'm' ? mouse(parameters.subSequence(1, parameters.length()), end) : null;
        }
        if (parameters.length() > 0 && parameters.charAt(0) > ';') {
            return null; // A report with a private marker.
        }
        int modifiers = Math.max(0, parameter(parameters, 1, 1) - 1);
        switch (end) {
            case 'Z':
                return key(KeyType.ReverseTab, modifiers & ~SHIFT);
            case '~', '^', '@':
                return numbered(parameters, end, modifiers);
            case 'u':
                return character(parameter(parameters, 0, 0), modifiers);
            case 'P', 'Q', 'R', 'S':
                // CSI 1;m R is F3 with modifiers; without the 1 it is a cursor position report.
                return parameter(parameters, 0, 1) == 1 ? functionKey(end - 'P' + 1, modifiers) : null;
            case 'a', 'b', 'c', 'd':
                return key(letterKey(end - 0x20), SHIFT); // rxvt
            default:
                KeyType type = letterKey(end);
                return type == null ? null : key(type, modifiers);
        }
    }

    private static KeyType letterKey(int end) {
        return switch (end) {
            case 'A' -> KeyType.ArrowUp;
            case 'B' -> KeyType.ArrowDown;
            case 'C' -> KeyType.ArrowRight;
            case 'D' -> KeyType.ArrowLeft;
            case 'F' -> KeyType.End;
            case 'H' -> KeyType.Home;
            default -> null;
        };
    }

    private static Key numbered(CharSequence parameters, int end, int modifiers) {
        int number = parameter(parameters, 0, 0);
        // rxvt tells modifiers by the final character.
        int all = modifiers | (end == '^' ? CTRL : end == '@' ? CTRL | SHIFT : 0);
        if (number == 27) {
            return character(parameter(parameters, 2, 0), modifiers); // xterm's modifyOtherKeys
        }
        KeyType type = switch (number) {
            case 1, 7 -> KeyType.Home;
            case 2 -> KeyType.Insert;
            case 3 -> KeyType.Delete;
            case 4, 8 -> KeyType.End;
            case 5 -> KeyType.PageUp;
            case 6 -> KeyType.PageDown;
            default -> null;
        };
        return type != null ? key(type, all) : functionKey(functionNumber(number), all);
    }

    /** DEC's numbering of function keys leaves gaps: 11 to 15, 17 to 21, 23 to 26, 28, 29, 31 to 34. */
    private static int functionNumber(int number) {
        if (number >= 11 && number <= 15) {
            return number - 10;
        }
        if (number >= 17 && number <= 21) {
            return number - 11;
        }
        if (number >= 23 && number <= 26) {
            return number - 12;
        }
        return number == 28 || number == 29 ? number - 13 : 0;
    }

    private static Key functionKey(int number, int modifiers) {
        return number < 1 || number > 19
                ? null : key(KeyType.values()[KeyType.F1.ordinal() + number - 1], modifiers);
    }

    /** A key told by its code point ({@code CSI code ; modifiers u}). */
    private static Key character(int code, int modifiers) {
        if (code == 0 || code > Character.MAX_CODE_POINT || code >= 0x80 && Cells.isUnsafe(code)) {
            return null;
        }
        if (code == 9 && (modifiers & SHIFT) != 0) {
            return key(KeyType.ReverseTab, modifiers & ~SHIFT);
        }
        Key plain = code < 0x80 ? single(code) : Key.of(code);
        boolean control = (modifiers & CTRL) != 0;
        if (plain.type() != KeyType.Character) {
            return key(plain.type(), modifiers);
        }
        int shown = control ? Character.toLowerCase(plain.codePoint())
                : (modifiers & SHIFT) != 0 ? Character.toUpperCase(plain.codePoint()) : plain.codePoint();
        return new Key(KeyType.Character, shown, control || plain.ctrl(), (modifiers & (ALT | META)) != 0, false);
    }

    private static Key key(KeyType type, int modifiers) {
        return new Key(type, 0, (modifiers & CTRL) != 0, (modifiers & (ALT | META)) != 0, (modifiers & SHIFT) != 0);
    }

    /** SGR mouse: {@code buttons ; column ; row}, {@code M} while down, {@code m} on release. */
    private static Mouse mouse(CharSequence parameters, int end) {
        int code = parameter(parameters, 0, -1);
        int column = parameter(parameters, 1, 0) - 1;
        int row = parameter(parameters, 2, 0) - 1;
        if (code < 0 || column < 0 || row < 0) {
            return null;
        }
        int low = code & 3;
        boolean wheel = (code & 64) != 0;
        if (wheel && low > 1 || code >= 128) {
            return null; // Sideways wheels and extra buttons.
        }
        boolean moving = (code & 32) != 0;
        int button = wheel || low == 3 ? 0 : low + 1;
        Mouse.Action action = wheel ? low == 0 ? Mouse.Action.WHEEL_UP : Mouse.Action.WHEEL_DOWN
                : moving ? button == 0 ? Mouse.Action.MOVE : Mouse.Action.DRAG
                : end == 'm' ? Mouse.Action.RELEASE : Mouse.Action.PRESS;
        return new Mouse(action, button, column, row, (code & 16) != 0, (code & 8) != 0, (code & 4) != 0);
    }

    /** A number of a list divided by semicolons; what follows a colon in it is left out. */
    private static int parameter(CharSequence list, int index, int missing) {
        int at = 0;
        for (int i = 0; i < index; i++) {
            while (at < list.length() && list.charAt(at) != ';') {
                at++;
            }
            at++;
        }
        int value = -1;
        while (at < list.length() && list.charAt(at) >= '0' && list.charAt(at) <= '9') {
            value = Math.min(1 << 22, Math.max(0, value) * 10 + list.charAt(at) - '0');
            at++;
        }
        return value < 0 ? missing : value;
    }
}
