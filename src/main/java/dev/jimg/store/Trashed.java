package dev.jimg.store;

import java.time.Instant;
import java.util.List;

/**
 * A change of the images that can be taken back.
 *
 * @param names the names that it moved, gave or took away, in short form; of an image without any, the short ID
 * @param images how many images it took away
 * @param bytes what the images that it took away keep on the disk, and nothing else needs
 */
public record Trashed(String id, Instant at, Operation operation, List<String> names, int images, long bytes) {

    /** What was done. */
    public enum Operation { TAG, UNTAG, REMOVE, PRUNE }
}
