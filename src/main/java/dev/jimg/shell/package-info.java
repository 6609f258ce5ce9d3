/**
 * The line shell: the commands of {@code dev.jimg.cli} on a prompt, for terminals that cannot draw a screen, for screen
 * readers and for scripts.
 *
 * <p>It runs no command itself. {@link dev.jimg.shell.LineShell} takes a line, {@link dev.jimg.shell.Words} makes words
 * of it, and the command line takes them as if they stood behind the program's name; what is kept between lines is the
 * open backend ({@link dev.jimg.shell.KeptBackend}). Completion asks the command line the same question as bash does.
 *
 * <p>There are three kinds of lines ({@link dev.jimg.shell.Lines}): edited ones by JLine's reader, on terminals that
 * can; plain ones, which the terminal itself edits, without a single escape code; and those of a pipe. JLine's own
 * terminals are not used: they read ahead, and then a container would miss a key, or the prompt would after it.
 * {@link dev.jimg.shell.Keyboard} is the one reader of the terminal, and lends what it reads to one taker at a time.
 */
package dev.jimg.shell;
