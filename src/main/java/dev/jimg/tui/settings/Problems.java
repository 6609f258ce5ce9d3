package dev.jimg.tui.settings;

import dev.jimg.spelling.Nearest;
import dev.jimg.toml.TomlError;
import dev.jimg.toml.TomlTable;
import dev.jimg.toml.TomlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is wrong, as it is found; and values of a kind, which tell it when they are of another. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    Problems(List<TomlError> errors) {
        for (TomlError error : errors) {
            found.add(new Problem(error.line(), error.column(), error.what()));
        }
    }

    /** In the order of the file. */
    List<Problem> all() {
        if (found.size() > 1) {
            found.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        }
        return List.copyOf(found);
    }

    void add(TomlValue at, String what) {
        found.add(new Problem(at.line(), at.column(), what));
    }

    /** A name that is not among those that are known. */
    void unknown(String kind, String name, TomlTable.Entry at, List<String> known) {
        found.add(new Problem(at.line(), at.column(), "unknown " + kind + " \"" + name + "\"" + meant(name, known)));
    }

    void badKey(TomlValue at, String key) {
        add(at, "there is no key \"" + key + "\"" + meant(key, KeyWords.names())
                + "; a key is one character, or a name such as ctrl+r, enter, pgup, f5");
    }

    Optional<String> text(TomlValue value) {
        return wanted(value, value.text(), "a text in quotes");
    }

    Optional<Boolean> flag(TomlValue value) {
        return wanted(value, value.flag(), "true or false");
    }

    /** A number from 0 on. */
    Optional<Integer> upTo(TomlValue value, int most) {
        return between(value, 0, most);
    }

    Optional<Integer> between(TomlValue value, int least, int most) {
        Optional<Long> number = wanted(value, value.number(), "a number");
        if (number.isPresent() && (number.get() < least || number.get() > most)) {
            add(value, number.get() + " is not between " + least + " and " + most);
            return Optional.empty();
        }
        return number.isPresent() ? Optional.of(number.get().intValue()) : Optional.empty();
    }

    Optional<TomlTable> table(TomlValue value) {
        return wanted(value, value.table(), "a table");
    }

    Optional<List<TomlValue>> list(TomlValue value) {
        return wanted(value, value.list(), "a list, [\"like\", \"this\"]");
    }

    /** One of a few words. */
    Optional<String> oneOf(TomlValue value, List<String> words) {
        Optional<String> word = text(value);
        if (word.isPresent() && !words.contains(word.get())) {
            add(value, "\"" + word.get() + "\" is none of " + String.join(", ", words) + meant(word.get(), words));
            return Optional.empty();
        }
        return word;
    }

    /** Texts; a text alone stands for a list of one. */
    List<TomlValue> texts(TomlValue value) {
        List<TomlValue> all = value.text().isPresent() ? List.of(value) : list(value).orElse(List.of());
        List<TomlValue> texts = new ArrayList<>();
        for (TomlValue one : all) {
            if (text(one).isPresent()) {
                texts.add(one);
            }
        }
        return texts;
    }

    private <T> Optional<T> wanted(TomlValue value, Optional<T> read, String kind) {
        if (read.isEmpty()) {
            add(value, "wants " + kind + ", not " + value.kind());
        }
        return read;
    }

    private static String meant(String typed, List<String> known) {
        String near = Nearest.to(typed, known);
        return near.isEmpty() ? "" : "; did you mean \"" + near + "\"?";
    }
}
