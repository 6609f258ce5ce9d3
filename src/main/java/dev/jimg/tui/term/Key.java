package dev.jimg.tui.term;

import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import java.util.Locale;

/**
 * A key press. Not lanterna's {@link KeyStroke}, because that holds one {@code char}: an input method can type what
 * needs two.
 *
 * @param type the key; {@link KeyType#Character} for everything that types a character
 * @param codePoint the character, 0 for other types. With {@code ctrl} a lower-case letter, for the terminal does not
 *     tell Ctrl-A from Ctrl-Shift-A
 * @param ctrl whether Ctrl was down
 * @param alt whether Alt was down
 * @param shift whether Shift was down; false for characters, which carry it in their case
 */
public record Key(KeyType type, int codePoint, boolean ctrl, boolean alt, boolean shift) implements Input {

    /** A key that types a character. */
    public static Key of(int codePoint) {
        return new Key(KeyType.Character, codePoint, false, false, false);
    }

    /** A key that types no character, without modifiers. */
    public static Key of(KeyType type) {
        return new Key(type, 0, false, false, false);
    }

    /** A letter with Ctrl. */
    public static Key ctrl(char letter) {
        return new Key(KeyType.Character, letter, true, false, false);
    }

    /** Whether this key types its character into a text field. */
    public boolean isText() {
        return type == KeyType.Character && !ctrl && !alt;
    }

    /**
     * The key's name as key tables and the configuration write it: {@code p}, {@code P}, {@code space},
     * {@code ctrl+r}, {@code alt+x}, {@code enter}, {@code shift+tab}, {@code pgup}, {@code f5}, {@code esc}. Modifiers
     * come in the order ctrl, alt, shift.
     */
    public String name() {
        StringBuilder name = new StringBuilder(12);
        if (ctrl) {
            name.append("ctrl+");
        }
        if (alt) {
            name.append("alt+");
        }
        if (shift) {
            name.append("shift+");
        }
        if (type == KeyType.Character) {
            return codePoint == ' ' ? name.append("space").toString() : name.appendCodePoint(codePoint).toString();
        }
        return name.append(baseName(type)).toString();
    }

    private static String baseName(KeyType type) {
        return switch (type) {
            case ArrowUp -> "up";
            case ArrowDown -> "down";
            case ArrowLeft -> "left";
            case ArrowRight -> "right";
            case PageUp -> "pgup";
            case PageDown -> "pgdn";
            case Escape -> "esc";
            case ReverseTab -> "shift+tab";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** The same as lanterna's own type, which has no room for characters beyond the basic plane. */
    public KeyStroke toKeyStroke() {
        if (type != KeyType.Character) {
            return new KeyStroke(type, ctrl, alt, shift);
        }
        char character = Character.isBmpCodePoint(codePoint) ? (char) codePoint : '\uFFFD';
        return new KeyStroke(character, ctrl, alt, shift);
    }

    // Written out: a record's own versions are bootstrapped at the first call.
    @Override
    public boolean equals(Object other) {
        return other instanceof Key key && type == key.type && codePoint == key.codePoint && ctrl == key.ctrl
                && alt == key.alt && shift == key.shift;
    }

    @Override
    public int hashCode() {
        return ((type.ordinal() * 31 + codePoint) * 8) + (ctrl ? 4 : 0) + (alt ? 2 : 0) + (shift ? 1 : 0);
    }
}
