package dev.jimg.service;

import java.util.List;

/**
 * What to take away.
 *
 * @param images references or IDs
 * @param mode how far to go
 * @param force also where it has several names (by ID) or stopped containers were made from it
 * @param prune with an image, also take the untagged images it was built on
 */
public record RemoveRequest(List<String> images, Mode mode, boolean force, boolean prune) {

    public enum Mode {
        /** As {@code docker rmi}: a name goes; with the last name, the image. */
        REMOVE,
        /** Only the name goes; an image without a name stays, dangling. */
        UNTAG
    }

    public static RemoveRequest of(List<String> images) {
        return new RemoveRequest(images, Mode.REMOVE, false, true);
    }
}
