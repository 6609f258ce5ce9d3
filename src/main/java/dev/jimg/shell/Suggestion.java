package dev.jimg.shell;

/**
 * A word that may stand at the cursor.
 *
 * @param about what it is; empty if that is not known
 * @param whole whether the word ends there: a directory or a filter's name goes on
 */
record Suggestion(String word, String about, boolean whole) {}
