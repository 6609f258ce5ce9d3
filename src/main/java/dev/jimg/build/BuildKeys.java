package dev.jimg.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a build may use and must not keep.
 *
 * @param secrets by id; read when a step wants them
 * @param agents sockets of SSH agents, by id
 */
public record BuildKeys(Map<String, Secret> secrets, Map<String, Path> agents) {

    public static final BuildKeys NONE = new BuildKeys(Map.of(), Map.of());

    /** Where a secret is. */
    @FunctionalInterface
    public interface Secret {
        /**
         * The secret itself; empty where there is none.
         *
         * @throws dev.jimg.transfer.ExplainedException if it cannot be read
         */
        Optional<byte[]> read();
    }

    public BuildKeys {
        secrets = Map.copyOf(secrets);
        agents = Map.copyOf(agents);
    }
}
