package dev.jimg.shell;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The shell's own words. */
enum Builtin {
    CONTEXT, EXIT, HELP, QUIT, TUI, USE;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Builtin> of(String word) {
        for (Builtin builtin : values()) {
            if (builtin.word().equals(word)) {
                return Optional.of(builtin);
            }
        }
        return Optional.empty();
    }

    /** The line as it is meant where somebody writes the program, or docker, before it out of habit. */
    static List<String> withoutProgram(List<String> words) {
        boolean habit = words.size() > 1 && (words.get(0).equals("docker") || words.get(0).equals("jimg-tui"));
        return habit ? words.subList(1, words.size()) : words;
    }
}
