package dev.jimg.build;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to build.
 *
 * @param dockerfile its text
 * @param args values for ARGs
 * @param target the stage to stop at, by name or number; empty for the last
 * @param useCache whether a step that was done before may be taken from the cache
 * @param pull fetch base images also where they are here
 * @param network of RUN: {@code default}, {@code none}, {@code host}
 * @param keys what steps may use and must not keep
 * @param epoch SOURCE_DATE_EPOCH: when everything new is said to be made, in seconds since 1970
 */
public record BuildSpec(String dockerfile, BuildContextFiles context, List<Reference> tags, Map<String, String> args,
        Map<String, String> labels, Optional<String> target, boolean useCache, boolean pull,
        Optional<Platform> platform, String network, BuildKeys keys,
        Optional<Long> epoch) {

    /** Without secrets and agents. */
    public BuildSpec(String dockerfile, BuildContextFiles context, List<Reference> tags, Map<String, String> args,
            Map<String, String> labels, Optional<String> target, boolean useCache, boolean pull,
            Optional<Platform> platform, String network, Optional<Long> epoch) {
        this(dockerfile, context, tags, args, labels, target, useCache, pull, platform, network, BuildKeys.NONE, epoch);
    }

    public BuildSpec {
        tags = List.copyOf(tags);
        args = Map.copyOf(args);
        labels = Map.copyOf(labels);
    }
}
