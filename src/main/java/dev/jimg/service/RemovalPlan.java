package dev.jimg.service;

import dev.jimg.oci.ImageId;
import java.util.List;

/**
 * What a removal would do.
 *
 * @param frees bytes on this disk that the removal of all of it would free, layers shared with what stays not counted
 * @param total bytes on this disk that all images take now
 * @param undoable whether it can be taken back; {@code frees} is then free only when the trash is emptied
 */
public record RemovalPlan(List<Target> targets, long frees, long total, boolean undoable) {

    /** For good. */
    public RemovalPlan(List<Target> targets, long frees, long total) {
        this(targets, frees, total, false);
    }


    /**
     * One of the things asked for; what an earlier one takes along is no target of its own.
     *
     * @param image as it was asked for
     * @param name what to call it: its reference, or its short ID if it has none
     * @param effect what happens to it
     * @param size bytes of its unpacked file systems
     * @param sharedLayers how many of its layers other images here need too
     * @param usedBy the containers that hold it, by name; a name ends with {@code (running)} where it runs
     */
    public record Target(String image, String name, ImageId id, Effect effect, long size, int sharedLayers,
            List<String> usedBy) {}

    public enum Effect {
        /** The image keeps other names. */
        UNTAG,
        /** The name was the last one and the image stays without a name. */
        LEAVE_DANGLING,
        /** The image and the layers that nothing else needs go. */
        DELETE,
        /** A container or another name stands in the way. */
        BLOCKED
    }
}
