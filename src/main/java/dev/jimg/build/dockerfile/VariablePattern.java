package dev.jimg.build.dockerfile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pattern of {@code ${name#pattern}}, {@code ${name%pattern}} and {@code ${name/pattern/text}}. */
final class VariablePattern {

    private final String lazy;
    private final String greedy;

    private VariablePattern(String lazy, String greedy) {
        this.lazy = lazy;
        this.greedy = greedy;
    }

    /** @param pattern {@code *} stands for anything, {@code ?} for one character */
    static VariablePattern of(String pattern) {
        StringBuilder lazy = new StringBuilder();
        StringBuilder greedy = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            String one = c == '?' ? "." : c == '*' ? "" : Pattern.quote(String.valueOf(c));
            lazy.append(c == '*' ? ".*?" : one);
            greedy.append(c == '*' ? ".*" : one);
        }
        return new VariablePattern(lazy.toString(), greedy.toString());
    }

    String withoutPrefix(String value, boolean longest) {
        Matcher matcher = compiled(longest ? greedy : lazy).matcher(value);
        return matcher.lookingAt() ? value.substring(matcher.end()) : value;
    }

    String withoutSuffix(String value, boolean longest) {
        Pattern pattern = compiled(greedy);
        for (int i = 0; i <= value.length(); i++) {
            int from = longest ? i : value.length() - i;
            if (pattern.matcher(value).region(from, value.length()).matches()) {
                return value.substring(0, from);
            }
        }
        return value;
    }

    String replace(String value, String replacement, boolean all) {
        Matcher matcher = compiled(greedy).matcher(value);
        String literal = Matcher.quoteReplacement(replacement);
        return all ? matcher.replaceAll(literal) : matcher.replaceFirst(literal);
    }

    private static Pattern compiled(String regex) {
        return Pattern.compile(regex, Pattern.DOTALL);
    }
}
