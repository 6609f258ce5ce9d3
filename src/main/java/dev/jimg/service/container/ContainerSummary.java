package dev.jimg.service.container;

import dev.jimg.oci.ImageId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One container, as a list shows it.
 *
 * @param id 64 hex digits
 * @param names without a leading slash; the first is its own
 * @param image as it was asked for when it was made
 * @param imageId empty where the backend does not tell
 * @param command in one line
 * @param state {@code running}, {@code exited}, {@code created}, {@code paused} …
 * @param status in words: {@code Up 3 minutes}, {@code Exited (0) 2 days ago}
 * @param ports as docker prints them
 * @param mounts the name of each volume, the path of what is no volume
 * @param localVolumes how many of them are volumes on the backend's own disk
 * @param writtenBytes bytes of its own layer, -1 if not asked for
 * @param wholeBytes bytes of its whole file system, -1 if not asked for
 */
public record ContainerSummary(String id, List<String> names, String image, Optional<ImageId> imageId, String command,
        Instant created, String state, String status, String ports, Map<String, String> labels, List<String> mounts,
        int localVolumes, List<String> networks, long writtenBytes, long wholeBytes) {

    public boolean running() {
        return state.equals("running");
    }
}
