package dev.jimg.template;

import java.util.Locale;

/** Characters as Go's {@code %#U} shows them. */
final class Unicode {

    private Unicode() {}

    /** {@code U+0021 '!'} */
    static String name(int codePoint) {
        String number = String.format(Locale.ROOT, "U+%04X", codePoint);
        return Quoting.isPrintable(codePoint) ? number + " '" + Character.toString(codePoint) + "'" : number;
    }
}
