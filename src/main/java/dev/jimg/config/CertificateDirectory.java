package dev.jimg.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The certificates kept for one registry: authorities ({@code *.crt}) and client certificates with their keys
 * ({@code NAME.cert}, {@code NAME.key}), all PEM.
 */
public record CertificateDirectory(Path path, List<Path> authorities, List<ClientPair> clients) {

    /** A client certificate and the key that belongs to it. */
    public record ClientPair(Path certificate, Path key) {}

    /**
     * The first directory {@code HOST[:PORT]} there is in the user's {@code containers/certs.d} and
     * {@code docker/certs.d}, {@code ~/.docker/certs.d}, {@code /etc/containers/certs.d} and
     * {@code /etc/docker/certs.d}: where Podman, rootless Docker, Docker Desktop and Docker look.
     *
     * @throws ConfigException for a certificate without its key
     */
    public static Optional<CertificateDirectory> find(Environment environment, HostPort registry) {
        Path user = environment.configHome();
        return Stream.of(user.resolve("containers/certs.d"), user.resolve("docker/certs.d"),
                        environment.dockerDirectory().resolve("certs.d"), environment.etc("containers/certs.d"),
                        environment.etc("docker/certs.d"))
                .map(directory -> directory.resolve(registry.toString()))
                .filter(Files::isDirectory)
                .findFirst()
                .map(CertificateDirectory::read);
    }

    private static CertificateDirectory read(Path directory) {
        List<Path> authorities = new ArrayList<>();
        List<ClientPair> clients = new ArrayList<>();
        for (Path file : sorted(directory)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".crt")) {
                authorities.add(file);
            } else if (name.endsWith(".cert")) {
                Path key = file.resolveSibling(name.substring(0, name.length() - ".cert".length()) + ".key");
                if (!Files.exists(key)) {
                    throw new ConfigException("the client certificate " + file + " has no key " + key.getFileName()
                            + " beside it", "Put the key there; an authority's certificate wants the ending .crt.");
                }
                clients.add(new ClientPair(file, key));
            }
        }
        return new CertificateDirectory(directory, List.copyOf(authorities), List.copyOf(clients));
    }

    private static List<Path> sorted(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new ConfigException("cannot read the certificates in " + directory, "Make it readable for you.", e);
        }
    }
}
