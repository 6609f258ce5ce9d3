package dev.jimg.build.dockerfile;

import dev.jimg.build.dockerfile.Instruction.Pair;
import dev.jimg.oci.MalformedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The arguments of ENV, LABEL and ARG. */
final class Pairs {

    private Pairs() {}

    /** {@code a=b c="d e"}, or the old form {@code a all the rest}. */
    static List<Pair> read(String keyword, String arguments, char escape) {
        List<String> words = RawWords.split(arguments, escape);
        if (words.isEmpty()) {
            throw new MalformedException(keyword + " requires at least one argument");
        }
        if (words.get(0).indexOf('=') < 0) {
            return List.of(oldForm(keyword, arguments));
        }
        List<Pair> pairs = new ArrayList<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new MalformedException("Syntax error - can't find = in \"" + word
                        + "\". Must be of the form: name=value");
            }
            if (equals == 0) {
                throw blank(keyword);
            }
            pairs.add(new Pair(word.substring(0, equals), word.substring(equals + 1)));
        }
        return List.copyOf(pairs);
    }

    private static Pair oldForm(String keyword, String arguments) {
        String[] parts = arguments.strip().split("\\s+", 2);
        if (parts.length < 2) {
            throw new MalformedException(keyword + " must have two arguments");
        }
        return new Pair(parts[0], parts[1]);
    }

    /** {@code name} or {@code name=default}, one or many. */
    static Map<String, Optional<String>> readArgs(String arguments, char escape) {
        List<String> words = RawWords.split(arguments, escape);
        if (words.isEmpty()) {
            throw new MalformedException("ARG requires at least one argument");
        }
        Map<String, Optional<String>> names = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals == 0) {
                throw blank("ARG");
            }
            names.put(equals < 0 ? word : word.substring(0, equals),
                    equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1)));
        }
        return names;
    }

    private static MalformedException blank(String keyword) {
        return new MalformedException(keyword + " names can not be blank");
    }
}
