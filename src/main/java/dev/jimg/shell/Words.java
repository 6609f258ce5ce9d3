package dev.jimg.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * A line as a POSIX shell divides it into words (Shell Command Language, 2.2 Quoting and 2.3 Token Recognition), with
 * nothing expanded.
 *
 * @param all the words, without their quotes
 * @param start where the last word begins in the line; the line's length where no word is under way
 * @param quote the quote that is open at the end; 0 for none
 * @param operator the first character that a shell would not take as text; 0 for none
 * @param continues whether the line ends with a backslash and so goes on
 */
record Words(List<String> all, int start, char quote, char operator, boolean continues) {

    private static final String OPERATORS = "|&;<>()";
    /** What a backslash escapes between double quotes. */
    private static final String ESCAPED = "$`\"\\\n";
    private static final String SPECIAL = " \t\n'\"\\|&;<>()$`*?[#~";

    Words {
        all = List.copyOf(all);
    }

    static Words of(String line) {
        return new Scan(line).words();
    }

    /** Whether the line ends within a word, also an empty one in quotes. */
    boolean underWay(String line) {
        return start < line.length();
    }

    /**
     * A word as it has to be written.
     *
     * @param quote within which it began; 0 for none
     * @param closed whether the quote ends behind it
     */
    static String written(CharSequence word, char quote, boolean closed) {
        StringBuilder text = new StringBuilder();
        if (quote != 0) {
            text.append(quote);
        }
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (quote == '\'' && c == '\'') {
                text.append("'\\'");
            } else if (quote == '"' ? ESCAPED.indexOf(c) >= 0 : quote == 0 && SPECIAL.indexOf(c) >= 0) {
                text.append('\\');
            }
            text.append(c);
        }
        if (quote != 0 && closed) {
            text.append(quote);
        }
        return text.toString();
    }

    /** One pass over a line. */
    private static final class Scan {
        private final String line;
        private final List<String> all = new ArrayList<>();
        private final StringBuilder word = new StringBuilder();
        private int start = -1;
        private char quote;
        private char operator;
        private boolean continues;
        private int at;

        Scan(String line) {
            this.line = line;
        }

        Words words() {
            while (at < line.length()) {
                char c = line.charAt(at);
                if (quote == 0 && start < 0 && c == '#') {
                    skipComment();
                } else if (c == '\\' && quote != '\'') {
                    escape();
                } else if (quote != 0) {
                    quoted(c);
                } else {
                    plain(c);
                }
                at++;
            }
            int last = start < 0 ? line.length() : start;
            end();
            return new Words(all, last, quote, operator, continues);
        }

        private void skipComment() {
            int end = line.indexOf('\n', at);
            at = end < 0 ? line.length() : end;
        }

        private void escape() {
            if (at + 1 == line.length()) {
                continues = true;
                return;
            }
            char next = line.charAt(++at);
            if (next == '\n') {
                return;
            }
            begin(at - 1);
            if (quote == '"' && ESCAPED.indexOf(next) < 0) {
                word.append('\\');
            }
            word.append(next);
        }

        private void quoted(char c) {
            if (c == quote) {
                quote = 0;
            } else {
                word.append(c);
            }
        }

        private void plain(char c) {
            if (c == '\'' || c == '"') {
                begin(at);
                quote = c;
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                end();
            } else {
                if (OPERATORS.indexOf(c) >= 0 && operator == 0) {
                    operator = c;
                }
                begin(at);
                word.append(c);
            }
        }

        private void begin(int where) {
            if (start < 0) {
                start = where;
            }
        }

        private void end() {
            if (start >= 0) {
                all.add(word.toString());
                word.setLength(0);
                start = -1;
            }
        }
    }
}
