package dev.jimg.service.archive;

import dev.jimg.oci.Platform;
import java.util.List;
import java.util.Optional;

/**
 * What to write to an archive.
 *
 * @param images references or IDs; a repository without a tag stands for all its tags, as docker has it
 * @param platform which image of an index; empty for what is here
 */
public record SaveRequest(List<String> images, Format format, Optional<Platform> platform) {

    /** {@link #DOCKER} is what docker writes (and is an OCI image layout too from docker 25 on). */
    public enum Format { DOCKER, OCI }

    public static SaveRequest of(List<String> images) {
        return new SaveRequest(images, Format.DOCKER, Optional.empty());
    }
}
