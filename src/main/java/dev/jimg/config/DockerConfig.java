package dev.jimg.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Docker's {@code config.json}, as far as this program uses it. The whole document is kept beside, so that fields
 * that are unknown here survive when it is written again.
 */
public final class DockerConfig {

    /** Fields of {@code proxies}, and the variables that they become. */
    private static final Map<String, String> PROXIES = new TreeMap<>(Map.of("httpProxy", "HTTP_PROXY", "httpsProxy",
            "HTTPS_PROXY", "ftpProxy", "FTP_PROXY", "noProxy", "NO_PROXY", "allProxy", "ALL_PROXY"));

    private final JsonFile file;

    private DockerConfig(JsonFile file) {
        this.file = file;
    }

    /** @throws ConfigException naming the file, if it is there but cannot be read or is not JSON */
    public static DockerConfig load(Environment environment) {
        return new DockerConfig(JsonFile.read(environment.dockerDirectory().resolve("config.json")));
    }

    public Path path() {
        return file.path();
    }

    /** A copy of the whole document. */
    public ObjectNode document() {
        return file.document();
    }

    /** Replaces the file by this document, whole or not at all. */
    void write(ObjectNode document) {
        file.write(document);
    }

    /** The context that {@code docker context use} chose; empty for the default one. */
    public Optional<String> currentContext() {
        return file.text("currentContext").filter(name -> !name.equals("default"));
    }

    /**
     * How a list is printed where nothing else was asked for: {@code imagesFormat}, {@code psFormat} and their like.
     *
     * @throws ConfigException as {@link #load}, if the file could say it
     */
    public static Optional<String> format(Environment environment, String name) {
        Path path = environment.dockerDirectory().resolve("config.json");
        return JsonFile.mayHave(path, name) ? JsonFile.read(path).text(name) : Optional.empty();
    }

    /** Headers that docker adds to what it sends to the engine. */
    public Map<String, String> httpHeaders() {
        return file.textMembers("HttpHeaders");
    }

    /**
     * The proxies that docker hands to containers and builds; they are not for this program's own connections.
     *
     * @param daemon the engine's URL, whose own entry comes before {@code default}
     * @return names of variables, each in upper and in lower case since programs know one or the other, with their
     *     values
     */
    public Map<String, String> containerProxies(String daemon) {
        Map<String, JsonNode> proxies = file.members("proxies");
        JsonNode chosen = proxies.getOrDefault(daemon, proxies.get("default"));
        Map<String, String> result = new LinkedHashMap<>();
        if (chosen != null && chosen.isObject()) {
            PROXIES.forEach((field, name) -> file.text(chosen, field).filter(value -> !value.isEmpty())
                    .ifPresent(value -> {
                        result.put(name, value);
                        result.put(name.toLowerCase(Locale.ROOT), value);
                    }));
        }
        return result;
    }

    /**
     * The helper that keeps a registry's credentials: its own of {@code credHelpers}, else {@code credsStore}.
     *
     * @return the name without {@code docker-credential-}
     */
    public Optional<String> helper(String registry) {
        return RegistryKey.find(file.textMembers("credHelpers"), registry)
                .filter(name -> !name.isEmpty())
                .or(() -> file.text("credsStore"));
    }

    /** Every registry that has an entry, also an empty one: {@code login} leaves that where a helper keeps the secret. */
    public Set<String> registries() {
        Set<String> names = new TreeSet<>(file.members("auths").keySet());
        names.addAll(file.members("credHelpers").keySet());
        return names;
    }

    /** What the file itself holds for a registry under {@code auths}. */
    public Optional<Credentials> credentials(String registry) {
        return RegistryKey.find(file.members("auths"), registry)
                .filter(JsonNode::isObject)
                .flatMap(entry -> read(entry, registry));
    }

    private Optional<Credentials> read(JsonNode entry, String registry) {
        Optional<String> registryToken = file.text(entry, "registrytoken");
        if (registryToken.isPresent()) {
            // It is sent as it is, and a header takes nothing else.
            if (!registryToken.get().chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw file.invalid("\"registrytoken\" of " + registry + " wants to be printable ASCII without spaces");
            }
            return registryToken.map(Credentials::registryToken);
        }
        Optional<Credentials> pair = file.text(entry, "auth").map(text -> decode(text, registry))
                .or(() -> file.text(entry, "username").map(user ->
                        Credentials.password(user, file.text(entry, "password").orElse(""))));
        Optional<String> identity = file.text(entry, "identitytoken");
        if (identity.isPresent()) {
            return identity.map(token -> Credentials.identityToken(pair.map(Credentials::user).orElse(""), token));
        }
        return pair.filter(found -> !found.user().isEmpty());
    }

    private Credentials decode(String text, String registry) {
        String pair;
        try {
            pair = new String(Base64.getDecoder().decode(text.trim()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw file.invalid("\"auth\" of " + registry + " is not base64");
        }
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw file.invalid("\"auth\" of " + registry + " is not the base64 of user:password");
        }
        // Old versions of docker padded the password with zero bytes.
        return Credentials.password(pair.substring(0, colon), pair.substring(colon + 1).replaceAll("\0+$", ""));
    }
}
