package dev.jimg.shell;

import java.util.Optional;

/** Where the shell's lines come from. */
interface Lines {

    /**
     * The next line, without its end.
     *
     * @param prompt asks for it where somebody sits; a later line of the same command is asked for with another
     * @param first whether a command begins with it; lines that one of these makes of several are never asked for more
     * @return empty at the end of the input
     */
    Optional<String> next(String prompt, boolean first);

    /** A command was given, as one line; it may be kept to be given again. */
    default void given(String line) {}
}
