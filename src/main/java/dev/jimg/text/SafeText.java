package dev.jimg.text;

/**
 * Makes text from outside harmless before a terminal sees it: descriptions, tags, labels, history, file names, what a
 * registry answered.
 *
 * <p>A control character could move the cursor, set the title or answer for the keyboard; a bidirectional one could
 * show a name other than it is. They are replaced, never dropped, so that something that was hidden is seen.
 */
public final class SafeText {

    private static final char REPLACEMENT = '\ufffd';
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int JOINER = 0x200d;
    /** The arrows: of what emoji are joined from, the lowest. */
    private static final int FIRST_PICTURE = 0x2190;

    private SafeText() {}

    /**
     * The text as one line: tab, line feed and carriage return become a space, other control characters their
     * picture (␛), everything else that is not for display U+FFFD. Text without such characters comes back as it is.
     */
    public static String line(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : clean(text, i, false);
    }

    /** The same, but for line feeds and tabs, which stay: for text that is meant to have lines, and for pipes. */
    public static String text(String text) {
        int i = 0;
        while (i < text.length() && (isPlain(text.charAt(i)) || isLayout(text.charAt(i)))) {
            i++;
        }
        return i == text.length() ? text : clean(text, i, true);
    }

    private static boolean isLayout(int codePoint) {
        return codePoint == '\n' || codePoint == '\t';
    }

    /** Whether the character, wherever it stands, may not reach a terminal as it is. */
    public static boolean isHarmful(int codePoint) {
        return codePoint < 0x20
                || codePoint >= 0x7f && codePoint < 0xa0
                || codePoint == 0x00ad || codePoint == 0x061c || codePoint == 0x180e
                || codePoint == 0x200b || codePoint == 0x200c || codePoint == 0x200e || codePoint == 0x200f
                || codePoint >= 0x2028 && codePoint <= 0x202e
                || codePoint >= 0x2060 && codePoint <= 0x206f
                || codePoint == 0x115f || codePoint == 0x1160 || codePoint == 0x3164 || codePoint == 0xffa0
                || codePoint == 0xfeff
                || codePoint >= 0xfff9 && codePoint <= 0xfffb
                || codePoint >= 0xd800 && codePoint <= 0xdfff
                || codePoint >= 0xe0000 && codePoint <= 0xe007f;
    }

    /** The same of a UTF-16 unit where it stands; the halves of a character beyond the first plane are judged together. */
    public static boolean isHarmfulAt(String text, int index) {
        char c = text.charAt(index);
        if (isPlain(c)) {
            return false;
        }
        boolean second = Character.isLowSurrogate(c) && index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
        int codePoint = text.codePointAt(second ? index - 1 : index);
        return isHarmful(codePoint) || codePoint == JOINER && !joinsPictures(text, index);
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x7f;
    }

    private static String clean(String text, int plain, boolean layout) {
        StringBuilder result = new StringBuilder(text.length()).append(text, 0, plain);
        int i = plain;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            boolean harmful = isHarmful(codePoint) && !(layout && isLayout(codePoint))
                    || codePoint == JOINER && !joinsPictures(text, i - 1);
            result.appendCodePoint(harmful ? substitute(codePoint) : codePoint);
        }
        return result.toString();
    }

    /** Anywhere else a joiner is only a letter that nobody sees: one name looks like another. */
    private static boolean joinsPictures(String text, int joiner) {
        return joiner > 0 && joiner + 1 < text.length()
                && text.codePointBefore(joiner) >= FIRST_PICTURE && text.codePointAt(joiner + 1) >= FIRST_PICTURE;
    }

    private static int substitute(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return ' ';
        }
        if (codePoint < 0x20) {
            return CONTROL_PICTURES + codePoint;
        }
        return codePoint == 0x7f ? CONTROL_PICTURES + 0x21 : REPLACEMENT;
    }
}
