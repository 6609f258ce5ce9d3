package dev.jimg.service;

import java.time.Instant;
import java.util.List;

/**
 * A change that can be taken back.
 *
 * @param names of the images it was done to, in short form; the short ID of one without a name
 * @param images how many images it took away
 * @param bytes that are kept for it, and are free once it can no longer be taken back
 */
public record Undoable(String id, Instant at, Operation operation, List<String> names, int images, long bytes) {

    public Undoable {
        names = List.copyOf(names);
    }

    /** What was done. */
    public enum Operation { TAG, UNTAG, REMOVE, PRUNE }
}
