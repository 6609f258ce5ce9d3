package dev.jimg.tui.settings;

import java.util.List;

/**
 * The settings, and what was wrong with them.
 *
 * @param settings all that could be used, with what the program comes with in place of the rest
 * @param problems in the order of the file
 */
public record Reading(Settings settings, List<Problem> problems) {

    public Reading {
        problems = List.copyOf(problems);
    }
}
