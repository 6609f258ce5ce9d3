package dev.jimg.fuzz;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** One kind of input: how it is made, who reads it, and how that one may refuse it. */
public interface FuzzLine extends Closeable {

    /** How it is called in the table. */
    String name();

    /** A case. The same for the same state of the generator. */
    byte[] make(Random random);

    /**
     * Reads a case, and uses what was read as the program does.
     *
     * @throws AssertionError if it was read, but what came out cannot be
     */
    void feed(byte[] input) throws Exception;

    /** The exceptions that are a refusal; every other one is a fault. */
    List<Class<? extends Exception>> refusals();

    /** Inputs that grow, to see that the work grows with them and no faster. */
    default List<Growth> growths() {
        return List.of();
    }

    /** Gives back what it holds. */
    @Override
    default void close() throws IOException {}
}
