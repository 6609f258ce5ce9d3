/**
 * What the measuring says: goals, rows, and the table, for a terminal, as Markdown, and in the README.
 *
 * <p>A row of a peer has the ratio of our time to its time in the same rounds, because only ratios travel from one machine
 * to another.
 */
package dev.jimg.bench.report;
