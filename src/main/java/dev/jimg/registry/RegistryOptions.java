package dev.jimg.registry;

import dev.jimg.config.CredentialSource;
import dev.jimg.config.DockerCredentials;
import dev.jimg.config.Environment;
import java.net.URI;
import java.time.Duration;

/**
 * How the registries are reached.
 *
 * @param environment mirrors, insecure registries, certificates and proxies come from here
 * @param credentials who one is at a registry
 * @param hubRegistry where the images of {@code docker.io} are
 * @param hubSearch where Docker Hub's search is; {@code /v1/search} is below it. The variable {@code JIMG_HUB_URL}
 *     sets it, for networks with a mirror of the search
 * @param connectTimeout until a connection stands
 * @param idleTimeout until the next byte
 * @param firstWait before the second try; it doubles from try to try
 */
public record RegistryOptions(Environment environment, CredentialSource credentials, URI hubRegistry, URI hubSearch,
        Duration connectTimeout, Duration idleTimeout, Duration firstWait) {

    private static final URI HUB_REGISTRY = URI.create("https://registry-1.docker.io");
    private static final String HUB_SEARCH = "https://index.docker.io";

    /** What is right for a person's machine. Reads no file yet. */
    public static RegistryOptions of(Environment environment) {
        return new RegistryOptions(environment, new DockerCredentials(environment), HUB_REGISTRY,
                hubSearch(environment.variable("JIMG_HUB_URL").orElse(HUB_SEARCH)), Duration.ofSeconds(10),
                Duration.ofSeconds(60), Duration.ofMillis(250));
    }

    /** A text that is no URL is an error of the search, not of the start. */
    private static URI hubSearch(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return URI.create("unusable:url");
        }
    }

    public RegistryOptions withCredentials(CredentialSource newCredentials) {
        return new RegistryOptions(environment, newCredentials, hubRegistry, hubSearch, connectTimeout, idleTimeout,
                firstWait);
    }

    /** Another place for Docker Hub's images and for its search. */
    public RegistryOptions withHub(URI registry, URI search) {
        return new RegistryOptions(environment, credentials, registry, search, connectTimeout, idleTimeout, firstWait);
    }

    public RegistryOptions withTimes(Duration connect, Duration idle, Duration wait) {
        return new RegistryOptions(environment, credentials, hubRegistry, hubSearch, connect, idle, wait);
    }
}
