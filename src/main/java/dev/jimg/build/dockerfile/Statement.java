package dev.jimg.build.dockerfile;

import java.util.List;
import java.util.Locale;

/**
 * One instruction as it is written, its continued lines joined and comments between them gone.
 *
 * @param line where it begins, from 1
 * @param endLine its last line, here-documents included
 * @param text all of it but here-documents: {@code RUN  --mount=… make}
 */
public record Statement(int line, int endLine, String text, List<Heredoc> heredocs) {

    public Statement {
        heredocs = List.copyOf(heredocs);
    }

    /** The first word, in capitals. */
    public String keyword() {
        return text.substring(0, keywordEnd()).toUpperCase(Locale.ROOT);
    }

    /** What follows the first word, without the blanks around it. */
    public String rest() {
        return text.substring(keywordEnd()).strip();
    }

    private int keywordEnd() {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
