package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Replaces variables in the words of an instruction and takes quotes and escapes away (Dockerfile reference,
 * «Environment replacement»).
 */
public final class Words {

    private final char escape;
    private final Function<String, Optional<String>> variables;

    /** @param variables the value of a name; empty if it is not set */
    public Words(char escape, Function<String, Optional<String>> variables) {
        this.escape = escape;
        this.variables = variables;
    }

    /**
     * One word, whatever blanks are in it.
     *
     * @throws MalformedException if a quote or brace is not closed, or a {@code ${name:?text}} says so
     */
    public String word(String text) {
        return run(text, false).joined();
    }

    /** As many words as there are after the variables are replaced: a blank outside quotes divides. */
    public List<String> words(String text) {
        return run(text, false).words();
    }

    /** A text in which only variables are replaced; quotes stay: a here-document. */
    public String text(String text) {
        return run(text, true).joined();
    }

    private WordScanner run(String text, boolean rawQuotes) {
        try {
            WordScanner scanner = new WordScanner(text, escape, variables, rawQuotes);
            scanner.run();
            return scanner;
        } catch (MalformedException e) {
            throw new MalformedException("failed to process " + quoted(text) + ": " + e.getMessage(), e);
        }
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }
}
