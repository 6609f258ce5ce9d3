package dev.jimg.service.archive;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * How to make an image of a root file system.
 *
 * @param target the name it gets; empty for none
 * @param changes Dockerfile instructions to apply to its config: {@code CMD ["sh"]}
 * @param message the comment of its history
 * @param platform what it runs on; this machine's if empty
 */
public record ImportRequest(Optional<Reference> target, List<String> changes, String message,
        Optional<Platform> platform) {}
