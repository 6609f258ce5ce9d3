package dev.jimg.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Argument lists as one would type them, one a line. {@code '…'} and {@code "…"} hold words together, nothing is special
 * within them; {@code {name}} is replaced; {@code #} begins a comment line.
 */
final class CaseLines {

    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");
    private static final Pattern NAME = Pattern.compile("\\{([a-z]+(?::[^}{]+)?)}");

    private CaseLines() {}

    static List<String> read(String file) {
        try (InputStream in = CaseLines.class.getResourceAsStream("same-as-docker/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> words(String line, Map<String, String> names) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String plain = QUOTED.matcher(word.group()).replaceAll(quoted -> Matcher.quoteReplacement(
                    quoted.group(1) != null ? quoted.group(1) : quoted.group(2)));
            words.add(NAME.matcher(plain).replaceAll(name -> Matcher.quoteReplacement(
                    names.getOrDefault(name.group(1), name.group()))));
        }
        return words;
    }
}
