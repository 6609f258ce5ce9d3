package dev.jimg.engine;

import dev.jimg.oci.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an engine is to build.
 *
 * @param dockerfile path of the Dockerfile in the context
 * @param remote where the engine fetches the context from; empty if it is sent
 * @param tags names of the image, in the engine's own spelling
 * @param buildArgs one without a value takes what the Dockerfile has for it
 * @param network of RUN
 * @param remove the containers of the steps of a build that succeeds
 * @param alwaysRemove those of one that fails too
 */
public record BuildOptions(String dockerfile, Optional<String> remote, List<String> tags,
        Map<String, Optional<String>> buildArgs, Map<String, String> labels, Optional<String> target, boolean noCache,
        boolean pull, Optional<Platform> platform, String network,
        boolean remove, boolean alwaysRemove) {}
