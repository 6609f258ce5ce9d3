/**
 * The settings file's format: TOML 1.0, as far as settings need it. Every value knows its line and column, and after a
 * mistake reading goes on at the next line, so that one wrong line costs one setting and all mistakes are told at once.
 *
 * <p>Texts on one line, whole numbers, booleans, lists, inline tables, tables and lists of tables are read; dates,
 * fractions and texts of several lines are refused by name, for no setting wants them.
 *
 * <p>An own reader, for what the libraries cost: the one with positions (tomlj, on ANTLR) takes 230 to 350 ms to read its
 * first five lines in a fresh JVM, and Jackson's TOML module forgets where a value stood; this one takes about 2 ms, and
 * the settings are read before the first frame. Jackson's JSON with comments was there already, but is hard to write by
 * hand and loses everything behind the first missing comma.
 */
package dev.jimg.toml;
