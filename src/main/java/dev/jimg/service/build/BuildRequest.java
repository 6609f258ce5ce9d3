package dev.jimg.service.build;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to build.
 *
 * @param dockerfile path of the Dockerfile, in the context unless it is absolute; empty for {@code Dockerfile}
 * @param tags names of the image that comes out
 * @param buildArgs an empty value takes what the environment has, as docker does
 * @param target the stage to stop at; empty for the last
 * @param network of RUN: {@code default}, {@code none}, {@code host}
 * @param pull fetch base images also where they are here
 * @param intermediates what becomes of the containers of its steps
 */
public record BuildRequest(BuildContext context, Optional<String> dockerfile, List<Reference> tags,
        Map<String, Optional<String>> buildArgs, Map<String, String> labels, Optional<String> target, boolean noCache,
        boolean pull, Optional<Platform> platform, String network, BuildSecrets secrets,
        Intermediates intermediates) {

    /** Without secrets, and leaving no container. */
    public BuildRequest(BuildContext context, Optional<String> dockerfile, List<Reference> tags,
            Map<String, Optional<String>> buildArgs, Map<String, String> labels, Optional<String> target,
            boolean noCache, boolean pull, Optional<Platform> platform, String network) {
        this(context, dockerfile, tags, buildArgs, labels, target, noCache, pull, platform, network,
                BuildSecrets.NONE, Intermediates.REMOVE);
    }
}
