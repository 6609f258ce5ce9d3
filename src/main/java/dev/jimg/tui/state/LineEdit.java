package dev.jimg.tui.state;

/**
 * A line that is being typed, with the caret before the char at {@code caret}. The keys are those of every shell.
 *
 * @param suggested the text was put there by the program: what is typed takes its place, any other key keeps it
 */
public record LineEdit(String text, int caret, boolean suggested) {

    public static final LineEdit EMPTY = new LineEdit("", 0, false);

    private static final int MAX_LENGTH = 4096;

    /** With the caret at the end. */
    public static LineEdit of(String text) {
        return new LineEdit(text, text.length());
    }

    /** With a text that is right as it is or goes at the first letter. */
    public static LineEdit suggest(String text) {
        return new LineEdit(text, text.length(), !text.isEmpty());
    }

    private LineEdit(String text, int caret) {
        this(text, caret, false);
    }

    /** The same with a star for each letter, the caret where it is. */
    LineEdit hidden() {
        return new LineEdit("*".repeat(text.codePointCount(0, text.length())), text.codePointCount(0, caret));
    }

    /** Whether {@link #key} would do something with this key. */
    public static boolean takes(String key) {
        return isText(key) || switch (key) {
            case "backspace", "delete", "left", "right", "home", "end", "space",
                    "ctrl+a", "ctrl+e", "ctrl+u", "ctrl+k", "ctrl+w", "ctrl+h", "ctrl+d", "ctrl+b", "ctrl+f" -> true;
            default -> false;
        };
    }

    /** The line after a key; the same line if the key means nothing here. */
    public LineEdit key(String key) {
        return switch (key) {
            case "space" -> insert(" ");
            case "backspace", "ctrl+h" -> remove(suggested ? 0 : previous(), caret);
            case "delete", "ctrl+d" -> remove(caret, next());
            case "left", "ctrl+b" -> new LineEdit(text, previous());
            case "right", "ctrl+f" -> new LineEdit(text, next());
            case "home", "ctrl+a" -> new LineEdit(text, 0);
            case "end", "ctrl+e" -> new LineEdit(text, text.length());
            case "ctrl+u" -> remove(0, caret);
            case "ctrl+k" -> remove(caret, text.length());
            case "ctrl+w" -> remove(wordStart(), caret);
            default -> isText(key) ? insert(key) : keep();
        };
    }

    /** What a paste puts in: line ends and tabs become spaces, other control characters go. */
    public LineEdit paste(String pasted) {
        StringBuilder line = new StringBuilder(pasted.length());
        pasted.strip().codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                line.append(' ');
            } else if (!Character.isISOControl(c)) {
                line.appendCodePoint(c);
            }
        });
        return insert(line.toString());
    }

    /** The suggestion as if it had been typed. */
    LineEdit keep() {
        return suggested ? new LineEdit(text, caret) : this;
    }

    private LineEdit insert(String piece) {
        if (suggested) {
            return EMPTY.insert(piece);
        }
        if (text.length() + piece.length() > MAX_LENGTH) {
            return this;
        }
        return new LineEdit(text.substring(0, caret) + piece + text.substring(caret), caret + piece.length());
    }

    private LineEdit remove(int from, int to) {
        return new LineEdit(text.substring(0, from) + text.substring(to), from);
    }

    private int previous() {
        return caret == 0 ? 0 : text.offsetByCodePoints(caret, -1);
    }

    private int next() {
        return caret == text.length() ? caret : text.offsetByCodePoints(caret, 1);
    }

    private int wordStart() {
        int i = caret;
        while (i > 0 && !isWord(text.charAt(i - 1))) {
            i--;
        }
        while (i > 0 && isWord(text.charAt(i - 1))) {
            i--;
        }
        return i;
    }

    private static boolean isWord(char c) {
        return c != ' ' && c != '/' && c != ':' && c != '@';
    }

    /** A key whose name is one character types that character; the space has a name of its own. */
    private static boolean isText(String key) {
        return !key.isEmpty() && key.codePointCount(0, key.length()) == 1 && !Character.isISOControl(key.codePointAt(0));
    }
}
