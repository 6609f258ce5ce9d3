package dev.jimg.backend.store;

import dev.jimg.build.BuildKeys;
import dev.jimg.config.Environment;
import dev.jimg.service.Failure;
import dev.jimg.service.build.BuildSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the secrets and agents that a build is given. They are looked at before it begins, and read when they are used. */
final class SecretInputs {

    /** As BuildKit takes them. */
    private static final int MAX_BYTES = 500 * 1024;
    private static final int TYPE_BITS = 0170000;
    private static final int SOCKET = 0140000;

    private final Environment environment;

    SecretInputs(Environment environment) {
        this.environment = environment;
    }

    /** @throws Failure in buildx' words where it has some */
    BuildKeys keys(BuildSecrets given) {
        Map<String, BuildKeys.Secret> secrets = new LinkedHashMap<>();
        given.secrets().forEach(secret -> secrets.put(secret.id(), secret(secret)));
        Map<String, Path> agents = new LinkedHashMap<>();
        given.agents().forEach(agent -> agents.put(agent.id(), socket(agent)));
        return new BuildKeys(secrets, agents);
    }

    private BuildKeys.Secret secret(BuildSecrets.Secret secret) {
        if (secret.variable().isPresent()) {
            return variable(secret.variable().get());
        }
        if (secret.file().isEmpty() && environment.variable(secret.id()).isPresent()) {
            return variable(secret.id());
        }
        Path file = secret.file().orElseGet(() -> Path.of(secret.id()));
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw failure(Failure.Kind.INVALID, "secret " + secret.id() + " too big. max size 500KB", "");
            }
        } catch (IOException e) {
            throw failure(Failure.Kind.NOT_FOUND, "failed to stat " + file + ": no such file or directory", "");
        }
        return () -> {
            try {
                return Optional.of(Files.readAllBytes(file));
            } catch (IOException e) {
                throw failure(Failure.Kind.DISK, "cannot read the secret " + secret.id() + " in " + file, "");
            }
        };
    }

    private BuildKeys.Secret variable(String name) {
        return () -> environment.variable(name).map(value -> value.getBytes(StandardCharsets.UTF_8));
    }

    private Path socket(BuildSecrets.Agent agent) {
        Path socket = agent.socket().or(() -> environment.variable("SSH_AUTH_SOCK").filter(path -> !path.isEmpty())
                .map(Path::of)).orElseThrow(() -> failure(Failure.Kind.INVALID,
                        "invalid empty ssh agent socket: make sure SSH_AUTH_SOCK is set", "Start one: eval $(ssh-agent)"));
        try {
            if (((int) Files.getAttribute(socket, "unix:mode") & TYPE_BITS) == SOCKET) {
                return socket;
            }
        } catch (IOException e) {
            throw failure(Failure.Kind.NOT_FOUND, "failed to stat " + socket + ": no such file or directory", "");
        }
        throw failure(Failure.Kind.UNSUPPORTED, socket + " is no agent's socket, and key files are not offered on the"
                + " store", "Give the key to an agent: ssh-add " + socket);
    }

    private static Failure failure(Failure.Kind kind, String why, String advice) {
        return new Failure(kind, "build", "", why, advice).spelledAs(why);
    }
}
