package dev.jimg.registry;

import dev.jimg.config.CredentialSource;
import dev.jimg.config.Credentials;
import dev.jimg.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Clients that see nothing of this machine's configuration and wait only milliseconds between tries. */
final class Clients {

    private Clients() {}

    static RegistryClient anonymous() {
        return new RegistryClient(options(new Environment(Map.of(), nowhere(), nowhere())));
    }

    static RegistryClient with(Credentials credentials) {
        CredentialSource source = (registry, stopped) -> Optional.of(credentials);
        return new RegistryClient(options(new Environment(Map.of(), nowhere(), nowhere())).withCredentials(source));
    }

    /** Home and root are this directory. */
    static Environment environment(Path directory, String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Environment(variables, directory, directory);
    }

    static RegistryOptions options(Environment environment) {
        return RegistryOptions.of(environment)
                .withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(4));
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path nowhere() {
        return Path.of("/nonexistent");
    }
}
