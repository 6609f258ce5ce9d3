package dev.jimg.service.container;

import java.util.List;
import java.util.Map;

/**
 * Which containers to list.
 *
 * @param all also those that do not run
 * @param last at most so many, the newest, running or not; 0 for no such limit
 * @param size also measure what they wrote, which takes time
 * @param filters docker's, by name: {@code ancestor}, {@code status}, {@code name}, {@code label} …
 */
public record ContainerListRequest(boolean all, int last, boolean size, Map<String, List<String>> filters) {

    public static final ContainerListRequest RUNNING = new ContainerListRequest(false, 0, false, Map.of());
    public static final ContainerListRequest ALL = new ContainerListRequest(true, 0, false, Map.of());

    /** Those of an image and of the images built on it, running or not. */
    public static ContainerListRequest of(String image) {
        return new ContainerListRequest(true, 0, false, Map.of("ancestor", List.of(image)));
    }
}
