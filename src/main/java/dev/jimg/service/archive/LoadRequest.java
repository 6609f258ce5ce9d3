package dev.jimg.service.archive;

import dev.jimg.oci.Platform;
import java.util.Optional;

/** @param platform which image of an index; empty for all that is there */
public record LoadRequest(Optional<Platform> platform) {

    public static final LoadRequest EVERYTHING = new LoadRequest(Optional.empty());
}
