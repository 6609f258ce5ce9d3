package dev.jimg.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The flags and arguments that were given. The values were checked when they were read. Without lambdas, because this
 * runs before everything else and the first one costs milliseconds.
 */
final class Flags {

    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private boolean help;

    void add(Flag flag, String value) {
        List<String> given = values.get(flag.name());
        if (given == null || !flag.repeats()) {
            given = new ArrayList<>();
            values.put(flag.name(), given);
        }
        given.add(value);
    }

    void addArgument(String argument) {
        arguments.add(argument);
    }

    void askForHelp() {
        help = true;
    }

    boolean helpAsked() {
        return help;
    }

    List<String> arguments() {
        return List.copyOf(arguments);
    }

    boolean given(String name) {
        return values.containsKey(name);
    }

    /** @param initial what holds where the flag was not given */
    boolean on(String name, boolean initial) {
        List<String> given = values.get(name);
        return given == null ? initial : FlagParser.isTrue(given.get(0));
    }

    boolean on(String name) {
        return on(name, false);
    }

    Optional<String> text(String name) {
        List<String> given = values.get(name);
        return given == null ? Optional.empty() : Optional.of(given.get(0));
    }

    /** As {@link #text}, and docker's way to say none: an empty one. */
    Optional<String> filled(String name) {
        List<String> given = values.get(name);
        return given == null || given.get(0).isEmpty() ? Optional.empty() : Optional.of(given.get(0));
    }

    /** Every value of a flag that may be given more than once, in order. */
    List<String> list(String name) {
        return List.copyOf(values.getOrDefault(name, List.of()));
    }

    int number(String name) {
        List<String> given = values.get(name);
        return given == null ? 0 : Integer.parseInt(given.get(0));
    }

    /** Of a flag that takes a size; 0 where it is not given. */
    long bytes(String name) {
        List<String> given = values.get(name);
        return given == null ? 0 : ByteSize.parse(given.get(0)).orElse(0);
    }

    /** The filters by name: AND between names, OR within one. */
    Map<String, List<String>> filters() {
        Map<String, List<String>> result = new LinkedHashMap<>();
        for (String filter : values.getOrDefault("filter", List.of())) {
            int equals = filter.indexOf('=');
            if (equals >= 0) {
                result.computeIfAbsent(filter.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        name -> new ArrayList<>()).add(filter.substring(equals + 1).strip());
            }
        }
        return result;
    }
}
