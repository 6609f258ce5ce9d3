package dev.jimg.service.build;

/** Something to hear of a build. */
public sealed interface BuildEvent {

    /**
     * A step begins.
     *
     * @param index from 1
     * @param total 0 if not known
     * @param instruction as the Dockerfile has it, in one line
     */
    record Step(int index, int total, String instruction) implements BuildEvent {}

    /** The step that began last needs no work. */
    record Cached() implements BuildEvent {}

    /** Text that a step wrote, as it came: lines may be in pieces. */
    record Output(String text, boolean error) implements BuildEvent {}

    /** Bytes of the context that were sent, or of a base image that were fetched; the latest of an item counts. */
    record Progress(String item, String action, long done, long total) implements BuildEvent {}
}
