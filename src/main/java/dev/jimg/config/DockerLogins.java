package dev.jimg.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keeps and forgets credentials where docker does: with the helper that {@code config.json} names for a registry, else
 * in that file, base64 and nothing more. With a helper the file gets an empty entry, which says that one is logged in.
 *
 * <p>Nothing is locked, as docker does not: of two logins at the very same moment the later one counts.
 */
public final class DockerLogins {

    private static final String AUTHS = "auths";
    /** What an entry of {@code auths} says of who one is; other fields are none of this program's business. */
    private static final List<String> OURS =
            List.of("auth", "username", "password", "identitytoken", "registrytoken");

    private final Environment environment;

    public DockerLogins(Environment environment) {
        this.environment = environment;
    }

    /**
     * Keeps credentials in place of those there were. What is kept already is not written again.
     *
     * @param registry the domain of a reference, {@code docker.io} or {@code host[:port]}
     * @param stopped as for {@link CredentialSource#find}
     * @return the file in which the password now stands unencrypted; empty for a helper, for a token, and if it stood
     *     there before
     * @throws ConfigException if they cannot be kept; nothing has changed then
     */
    public Optional<Path> store(String registry, Credentials credentials, BooleanSupplier stopped) {
        DockerConfig config = DockerConfig.load(environment);
        String key = RegistryKey.of(registry);
        Optional<String> helper = config.helper(registry);
        if (helper.isPresent()) {
            helper(helper.get(), config).store(key, credentials, stopped);
        }
        ObjectNode document = config.document();
        ObjectNode entry = object(object(document, AUTHS), key);
        entry.remove(OURS);
        if (helper.isEmpty()) {
            fill(entry, credentials);
        }
        if (document.equals(config.document())) {
            return Optional.empty();
        }
        config.write(document);
        boolean readable = helper.isEmpty() && credentials.kind() == Credentials.Kind.PASSWORD;
        return readable ? Optional.of(config.path()) : Optional.empty();
    }

    /**
     * Forgets a registry under all names that it may be kept under.
     *
     * @throws ConfigException if a helper or the file keeps what it has; the other one has forgotten it all the same
     */
    public void erase(String registry, BooleanSupplier stopped) {
        DockerConfig config = DockerConfig.load(environment);
        ConfigException failure = null;
        try {
            config.helper(registry).ifPresent(name ->
                    helper(name, config).erase(RegistryKey.of(registry), stopped));
        } catch (ConfigException e) {
            failure = e;
        }
        ObjectNode document = config.document();
        if (document.get(AUTHS) instanceof ObjectNode auths) {
            List<String> keys = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : auths.properties()) {
                if (RegistryKey.same(entry.getKey(), registry)) {
                    keys.add(entry.getKey());
                }
            }
            if (!keys.isEmpty()) {
                auths.remove(keys);
                config.write(document);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** The name a registry is kept under: its domain, but a URL for Docker Hub. */
    public static String key(String registry) {
        return RegistryKey.of(registry);
    }

    private CredentialHelper helper(String name, DockerConfig config) {
        return new CredentialHelper(name, environment, config.path().toString());
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        return parent.get(field) instanceof ObjectNode there ? there : parent.putObject(field);
    }

    private static void fill(ObjectNode entry, Credentials credentials) {
        boolean token = credentials.kind() == Credentials.Kind.IDENTITY_TOKEN;
        byte[] pair = (credentials.user() + ":" + (token ? "" : credentials.secret()))
                .getBytes(StandardCharsets.UTF_8);
        entry.put("auth", Base64.getEncoder().encodeToString(pair));
        if (token) {
            entry.put("identitytoken", credentials.secret());
        }
    }
}
