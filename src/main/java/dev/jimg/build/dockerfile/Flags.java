package dev.jimg.build.dockerfile;

import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The {@code --name=value} between a keyword and its arguments. */
final class Flags {

    private final List<String> words;
    private final String rest;
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Flags(List<String> words, String rest) {
        this.words = words;
        this.rest = rest;
    }

    static Flags split(String arguments, char escape) {
        List<String> words = new ArrayList<>();
        String left = arguments;
        while (left.startsWith("--")) {
            int end = wordEnd(left, escape);
            String word = left.substring(0, end);
            left = left.substring(end).strip();
            if (word.equals("--")) {
                break;
            }
            words.add(word);
        }
        return new Flags(words, left);
    }

    /**
     * @param single flags that may be given once
     * @param repeated flags that may be given often
     * @throws MalformedException for any other flag
     */
    Flags allow(Set<String> single, Set<String> repeated) {
        for (String word : words) {
            int equals = word.indexOf('=');
            String name = word.substring(2, equals < 0 ? word.length() : equals);
            if (!single.contains(name) && !repeated.contains(name)) {
                throw new MalformedException("Unknown flag: " + name);
            }
            List<String> given = values.computeIfAbsent(name, n -> new ArrayList<>());
            if (!given.isEmpty() && single.contains(name)) {
                throw new MalformedException("Duplicate flag specified: " + name);
            }
            given.add(equals < 0 ? null : unquoted(word.substring(equals + 1)));
        }
        return this;
    }

    /** What follows the flags. */
    String rest() {
        return rest;
    }

    /** @throws MalformedException if the flag has no value */
    Optional<String> text(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.stream().anyMatch(Objects::isNull)) {
            throw new MalformedException("Missing a value on flag: " + name);
        }
        return List.copyOf(given);
    }

    /** @throws MalformedException if the flag's value is neither true nor false */
    boolean on(String name) {
        List<String> given = values.get(name);
        if (given == null) {
            return false;
        }
        String value = given.get(0) == null ? "true" : given.get(0);
        if (!value.equals("true") && !value.equals("false")) {
            throw new MalformedException("Expecting boolean value for flag " + name + ", not: " + value);
        }
        return value.equals("true");
    }

    private static int wordEnd(String text, char escape) {
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == escape && i + 1 < text.length()) {
                i++;
            } else if (quote == 0 && Character.isWhitespace(c)) {
                return i;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
        }
        return text.length();
    }

    private static String unquoted(String value) {
        StringBuilder plain = new StringBuilder();
        char quote = 0;
        for (char c : value.toCharArray()) {
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
