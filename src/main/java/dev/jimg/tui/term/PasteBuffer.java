package dev.jimg.tui.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes of a paste that is being received, up to a limit. */
final class PasteBuffer {
    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    private boolean cut;

    PasteBuffer(int limit) {
        this.limit = limit;
    }

    void add(int b) {
        if (bytes.size() < limit) {
            bytes.write(b);
        } else {
            cut = true;
        }
    }

    /** What was pasted; the buffer is empty afterwards. */
    Paste take() {
        Paste paste = new Paste(clean(bytes.toString(StandardCharsets.UTF_8)), cut);
        bytes.reset();
        cut = false;
        return paste;
    }

    /** Without what must not get into a text field: terminals paste line ends as CR, and whatever the clipboard holds. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint == '\r') {
                clean.append('\n');
                at += at < text.length() && text.charAt(at) == '\n' ? 1 : 0;
            } else if (codePoint == '\n' || codePoint == '\t' || codePoint == 0x200D || !Cells.isUnsafe(codePoint)) {
                clean.appendCodePoint(codePoint);
            }
        }
        return clean.toString();
    }
}
