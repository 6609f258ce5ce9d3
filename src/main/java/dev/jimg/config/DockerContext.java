package dev.jimg.config;

import java.util.Optional;

/**
 * A name that docker knows an engine by.
 *
 * @param description what {@code docker context create --description} was given; mostly empty
 * @param host the address as it was written down; it may be one that cannot be used here
 */
public record DockerContext(String name, String description, String host, Optional<EngineTls> tls) {

    /** The context that needs no file: the variables, else docker's usual socket. */
    public static final String DEFAULT_NAME = "default";

    /** @throws ConfigException if its address cannot be used */
    public EngineTarget target() {
        return new EngineTarget(EngineAddress.parse(host), tls);
    }
}
