package dev.jimg.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How an engine is spoken to over TLS.
 *
 * @param files the authority and the client's certificate; empty if there are none
 * @param verify whether the engine's certificate is checked
 */
public record EngineTls(Optional<CertificateDirectory> files, boolean verify) {

    /** TLS with the machine's authorities and no client certificate: what {@code https://} means by itself. */
    public static final EngineTls PLAIN = new EngineTls(Optional.empty(), true);

    /**
     * What the variables say, as docker reads them: {@code DOCKER_TLS_VERIFY}, or {@code DOCKER_TLS} for TLS that
     * checks nothing; the files lie in {@code DOCKER_CERT_PATH}, else in docker's own directory. Any value but the
     * empty one switches TLS on, also 0.
     *
     * @throws ConfigException for a client certificate without its key
     */
    public static Optional<EngineTls> of(Environment environment) {
        boolean verify = environment.variable("DOCKER_TLS_VERIFY").isPresent();
        if (!verify && environment.variable("DOCKER_TLS").isEmpty()) {
            return Optional.empty();
        }
        Path directory = environment.path("DOCKER_CERT_PATH")
                .orElseGet(environment::dockerDirectory);
        return Optional.of(new EngineTls(read(directory), verify));
    }

    /** What the files {@code ca.pem}, {@code cert.pem} and {@code key.pem} of a directory make; any may be absent. */
    static Optional<CertificateDirectory> read(Path directory) {
        Path authority = directory.resolve("ca.pem");
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        if (Files.exists(certificate) != Files.exists(key)) {
            Path lacking = Files.exists(key) ? certificate : key;
            throw new ConfigException("cannot use the certificates in " + directory + ": "
                    + lacking.getFileName() + " is missing", "Put cert.pem and key.pem there, or neither.");
        }
        List<Path> authorities = Files.exists(authority) ? List.of(authority) : List.of();
        List<CertificateDirectory.ClientPair> clients = Files.exists(certificate)
                ? List.of(new CertificateDirectory.ClientPair(certificate, key)) : List.of();
        return authorities.isEmpty() && clients.isEmpty() ? Optional.empty()
                : Optional.of(new CertificateDirectory(directory, authorities, clients));
    }

    /** @throws ConfigException naming the file that cannot be used */
    public TlsMaterial material() {
        return TlsMaterial.of(files, !verify);
    }
}
