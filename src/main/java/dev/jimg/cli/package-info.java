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
 * {@link dev.jimg.cli.Listing} prints the rows in the format that is asked for. {@code table} and {@code json} need no
 * template; only what is one loads the package that reads it ({@code TemplateFormat}, {@code InspectFormat}).
 *
 * <p>Errors are told in two ways. Where docker has words for the case (an engine's own, a reference that is none, a
 * filter that there is not), the failure carries them ({@link dev.jimg.service.Failure#verbatim()}) and they are all
 * that goes to a pipe, because scripts read it; at a terminal our advice follows on the next line, because a person
 * does. Where docker has none, it is what failed, on what and why, and then the advice. Exit statuses are docker's.
 *
 * <p>Docker's bytes are the measure also for what is odd in them: «See» instead of «Run» where arguments are missing,
 * {@code N/A} for the dates of reproducible builds, a value of several lines that breaks a table. What is deliberately
 * otherwise: characters that could drive a terminal never come out, {@code until} lists on engines that refuse it, and
 * {@code -h} is no deprecated flag.
 */
package dev.jimg.cli;
