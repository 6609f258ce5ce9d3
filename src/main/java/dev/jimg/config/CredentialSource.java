package dev.jimg.config;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Where the credentials for a registry come from. */
@FunctionalInterface
public interface CredentialSource {

    /** Nobody is known anywhere. */
    CredentialSource NONE = (registry, stopped) -> Optional.empty();

    /**
     * @param registry the domain of a reference, {@code docker.io} or {@code host[:port]}
     * @param stopped asked now and then while a helper runs; true ends the helper, and the answer is then empty
     * @return empty if there are none for this registry
     * @throws ConfigException if there should be some, but they cannot be had
     */
    Optional<Credentials> find(String registry, BooleanSupplier stopped);

    /** The registries for which there may be some, under the names that Docker's configuration has for them. */
    default Set<String> registries() {
        return Set.of();
    }
}
