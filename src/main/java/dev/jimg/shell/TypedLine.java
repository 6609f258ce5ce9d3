package dev.jimg.shell;

import java.util.List;
import java.util.stream.Stream;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.Parser;

/** A line up to the cursor, as JLine's completion asks for it. */
record TypedLine(String line, int cursor, Words parsed, List<String> words) implements CompletingParsedLine {

    /** Has the reader go on with another line behind a backslash; mistakes are told when the line is run. */
    static final Parser PARSER = (line, cursor, context) -> {
        if (context == Parser.ParseContext.ACCEPT_LINE && Words.of(line).continues()) {
            throw new EOFError(-1, -1, "the line goes on");
        }
        return of(line, cursor);
    };

    static TypedLine of(String line, int cursor) {
        String before = line.substring(0, cursor);
        Words parsed = Words.of(before);
        List<String> words = parsed.underWay(before) ? parsed.all()
                : Stream.concat(parsed.all().stream(), Stream.of("")).toList();
        return new TypedLine(line, cursor, parsed, words);
    }

    /** The quote that the word at the cursor began with. */
    private char quote() {
        return parsed.quote();
    }

    @Override
    public String word() {
        return words.get(words.size() - 1);
    }

    @Override
    public int wordCursor() {
        return word().length();
    }

    @Override
    public int wordIndex() {
        return words.size() - 1;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return Words.written(candidate, quote(), complete);
    }

    @Override
    public int rawWordCursor() {
        return cursor - parsed.start();
    }

    @Override
    public int rawWordLength() {
        return rawWordCursor();
    }
}
