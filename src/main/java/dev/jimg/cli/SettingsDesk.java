package dev.jimg.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The settings file of the full-screen app, as far as commands deal with it. */
public interface SettingsDesk {

    /** Something in it that cannot be used. Line and column count from 1. */
    record Mistake(int line, int column, String what) {}

    Path path();

    /** What a new file holds: every setting, explained and commented out. */
    String template();

    /** All that is wrong in the file, in its order; nothing where there is no file. */
    List<Mistake> check();

    /** How many images of a repository to keep, by pattern in the order of the file. */
    Map<String, Integer> keep();

    /** The settings in force, as such a file. */
    String inForce();
}
