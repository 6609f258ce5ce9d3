package dev.jimg.cli;

/** One command. */
interface Command {

    Usage usage();

    /** Whether what stands behind the first argument belongs to another program, dashes and all ({@code run}). */
    default boolean flagsEndAtArgument() {
        return false;
    }

    /**
     * Does it. What a person asked wrongly comes out as {@link UsageException}, what the service could not do as
     * {@link dev.jimg.service.Failure}; the face prints both.
     *
     * @return the exit status
     */
    int run(Invocation invocation) throws UsageException;
}
