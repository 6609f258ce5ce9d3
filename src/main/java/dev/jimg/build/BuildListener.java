package dev.jimg.build;

/** Hears how a build goes on; called from the thread that builds. */
public interface BuildListener {

    /**
     * A step begins.
     *
     * @param index from 1
     * @param instruction as the Dockerfile has it, in one line
     */
    void step(int index, int total, String instruction);

    /** The step that began last was found done. */
    void cached();

    /** Text that a step wrote, or that there is to say about it. */
    void output(String text, boolean error);
}
