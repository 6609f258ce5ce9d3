package dev.jimg.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The contexts below docker's directory: {@code contexts/meta/HASH/meta.json} and
 * {@code contexts/tls/HASH/docker/{ca,cert,key}.pem}, where HASH is the SHA-256 of the name.
 */
public final class DockerContexts {

    private static final String ENDPOINT = "docker";

    private final Environment environment;
    private final Path directory;

    public DockerContexts(Environment environment) {
        this.environment = environment;
        this.directory = environment.dockerDirectory().resolve("contexts");
    }

    /**
     * All contexts: the default one, then the others by name.
     *
     * @throws ConfigException naming the file that cannot be read
     */
    public List<DockerContext> all() {
        List<DockerContext> result = new ArrayList<>();
        for (Path meta : metaFiles()) {
            read(meta).ifPresent(result::add);
        }
        result.sort(Comparator.comparing(DockerContext::name));
        result.add(0, defaultContext());
        return result;
    }

    /** @throws ConfigException if there is none of this name, saying which there are; or if its file cannot be read */
    public DockerContext named(String name) {
        if (name.equals(DockerContext.DEFAULT_NAME)) {
            return defaultContext();
        }
        Path meta = directory.resolve("meta").resolve(hash(name)).resolve("meta.json");
        return read(meta).orElseThrow(() -> {
            String known = String.join(", ", all().stream().map(DockerContext::name).toList());
            return new ConfigException("there is no docker context \"" + name + "\"",
                    name.contains("://") ? ofAddress(name)
                            : "There are: " + known + ". Make one with: docker context create.",
                    "Failed to initialize: unable to resolve docker endpoint: context \"" + name
                    + "\": context not found: open " + meta + ": no such file or directory", null);
        });
    }

    private static String ofAddress(String url) {
        return url.startsWith(EngineAddressParser.STORE) ? EngineAddressParser.forStore(url)
                : "Give the address of an engine with -H.";
    }

    private DockerContext defaultContext() {
        String host = environment.variable("DOCKER_HOST").orElse(EngineAddress.DEFAULT);
        return new DockerContext(DockerContext.DEFAULT_NAME, "", host, EngineTls.of(environment));
    }

    private List<Path> metaFiles() {
        Path meta = directory.resolve("meta");
        if (!Files.isDirectory(meta)) {
            return List.of();
        }
        try (Stream<Path> hashes = Files.list(meta)) {
            return hashes.map(hash -> hash.resolve("meta.json")).sorted().toList();
        } catch (IOException e) {
            throw new ConfigException("cannot read the docker contexts in " + meta, "Make it readable for you.", e);
        }
    }

    /** Empty if the file is not there. */
    private Optional<DockerContext> read(Path meta) {
        JsonFile file = JsonFile.read(meta);
        Optional<String> name = file.text("Name");
        if (name.isEmpty() && file.document().isEmpty()) {
            return Optional.empty();
        }
        JsonNode endpoint = file.members("Endpoints").get(ENDPOINT);
        if (name.isEmpty() || endpoint == null) {
            throw file.invalid("it has no \"Name\", or no endpoint \"" + ENDPOINT + "\"");
        }
        String host = file.text(endpoint, "Host").orElse(EngineAddress.DEFAULT);
        JsonNode metadata = file.members("Metadata").get("Description");
        boolean verify = !endpoint.path("SkipTLSVerify").asBoolean(false);
        Optional<CertificateDirectory> certificates = EngineTls.read(
                directory.resolve("tls").resolve(hash(name.get())).resolve(ENDPOINT));
        Optional<EngineTls> tls = certificates.isEmpty() && verify ? Optional.empty()
                : Optional.of(new EngineTls(certificates, verify));
        return Optional.of(new DockerContext(name.get(), metadata == null ? "" : metadata.asText(""), host, tls));
    }

    private static String hash(String name) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(name.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
