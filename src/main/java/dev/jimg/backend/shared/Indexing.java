package dev.jimg.backend.shared;

/** When the index of a layer's files is made. */
public enum Indexing {

    /** While the layer comes in, so that who opens it waits for nothing: for a program that stays. */
    ON_THE_WAY,

    /**
     * When somebody asks for the files: for a program that ends with its command. It is never warm: before the code that
     * makes indexes is compiled, that of 1 GB of layers takes 1.2 to 2 s of CPU.
     */
    WHEN_ASKED
}
