package dev.jimg.service.container;

import dev.jimg.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to run.
 *
 * @param command replaces the image's own; empty to keep it
 * @param tty give it a terminal
 * @param interactive give it the input
 * @param ports docker's {@code -p}: {@code 8080:80/tcp}
 * @param environment {@code NAME=value}
 * @param volumes docker's {@code -v}: {@code /host:/container:ro}
 * @param remove take it away when it ended
 * @param network empty for the backend's default
 * @param detachKeys what lets go of it without ending it; docker's {@code ctrl-p,ctrl-q} if empty
 */
public record RunRequest(String image, List<String> command, Optional<String> name, boolean tty, boolean interactive,
        List<String> ports, List<String> environment, List<String> volumes, boolean remove, Optional<String> network,
        Optional<String> user, Optional<String> workdir, Optional<List<String>> entrypoint,
        Map<String, String> labels, Optional<String> hostname, Optional<Platform> platform,
        Optional<String> detachKeys) {}
