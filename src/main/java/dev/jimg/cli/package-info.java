/**
 * The command line: one class a command, in docker's spelling, tables and messages.
 *
 * <p>A command sees the image service and a {@link dev.jimg.cli.Console}, nothing of the process: what it prints, how
 * wide the terminal is and what time it is are handed in, so that a test reads the very bytes a person would.
 *
 * <p>Flags are read by a small parser of this package and not by a library. A one-shot command is mostly start-up
 * time, and picocli added 55 ms to every one of them, class data sharing or not, with its programmatic model and
 * without reflection; this parser adds none that can be measured. It also follows pflag, which docker uses, where it
 * differs from other parsers (a flag's value may begin with a dash, {@code --digests=false}, {@code -aq=false}), and
 * words its refusals alike. Only the class of the command that was asked for is loaded.
 *
 * <p>What a list shows is data: {@link dev.jimg.cli.Field} names a value as docker's templates do, and
 * {@link dev.jimg.cli.Listing} prints the chosen ones as a table or as JSON.
 */
package dev.jimg.cli;
