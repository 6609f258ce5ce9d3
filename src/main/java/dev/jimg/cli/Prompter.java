package dev.jimg.cli;

import java.util.Optional;

/** A person at a terminal. */
public interface Prompter {

    /** @return what was typed; empty at the end of the input */
    Optional<String> ask(String prompt);

    /** As {@link #ask}, but what is typed is not shown. */
    Optional<String> askSecret(String prompt);
}
