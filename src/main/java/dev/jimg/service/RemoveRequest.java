package dev.jimg.service;

import java.util.List;

/**
 * What to take away.
 *
 * @param images references or IDs
 * @param mode how far to go
 * @param force also where it has several names (by ID) or stopped containers were made from it
 * @param prune with an image, also take the untagged images it was built on
 * @param undoable so that {@link Undo} can take it back, as far as the backend can; the disk is then not freed at once
 */
public record RemoveRequest(List<String> images, Mode mode, boolean force, boolean prune, boolean undoable) {

    /** For good. */
    public RemoveRequest(List<String> images, Mode mode, boolean force, boolean prune) {
        this(images, mode, force, prune, false);
    }


    public enum Mode {
        /** As {@code docker rmi}: a name goes; with the last name, the image. */
        REMOVE,
        /** Only the name goes; an image without a name stays, dangling. */
        UNTAG
    }

    public static RemoveRequest of(List<String> images) {
        return new RemoveRequest(images, Mode.REMOVE, false, true);
    }

    /** The same, so that it can be taken back. */
    public RemoveRequest forUndo() {
        return new RemoveRequest(images, mode, force, prune, true);
    }
}
