package dev.jimg.config;

import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Credentials where Docker keeps them. The file is read anew for every question, because a login in another terminal
 * shall count at once.
 *
 * <p>A helper that is configured is asked. If it cannot answer, that is an error, never a reason to go on without or
 * with other credentials (CVE-2021-41092); only if it says that it has none, the file itself is asked.
 */
public final class DockerCredentials implements CredentialSource {

    private final Environment environment;

    public DockerCredentials(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Optional<Credentials> find(String registry, BooleanSupplier stopped) {
        DockerConfig config = DockerConfig.load(environment);
        return config.helper(registry)
                .flatMap(name -> new CredentialHelper(name, environment, config.path().toString())
                        .get(RegistryKey.of(registry), stopped))
                .or(() -> config.credentials(registry));
    }

    @Override
    public Set<String> registries() {
        return DockerConfig.load(environment).registries();
    }
}
