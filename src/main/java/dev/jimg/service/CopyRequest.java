package dev.jimg.service;

import dev.jimg.oci.Platform;
import java.util.Optional;

/**
 * What to copy, and where to.
 *
 * @param source with the name or ID of an image
 * @param target its image is a name, or empty for that of the source
 * @param platform which image of an index; this machine's if empty
 * @param allPlatforms the whole index; only from registry to registry, and from a store that has all of it
 */
public record CopyRequest(CopyPlace source, CopyPlace target, Optional<Platform> platform, boolean allPlatforms) {}
