package dev.jimg.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * Debian's {@code docker-registry} (distribution 2.8) with an empty storage of its own, on 127.0.0.1 and a port that
 * the system chose. Deleting is allowed.
 */
public final class RealRegistry implements AutoCloseable {
    private static final Duration START_BOUND = Duration.ofSeconds(20);
    private static final Pattern LISTENING = Pattern.compile("listening on 127\\.0\\.0\\.1:(\\d+)");

    private final Path directory = TempDirs.create("jimg-registry-");
    private final Access access;
    private final HeldCertificate authority;
    private Process process;
    private int port;

    /** Who may do what: the {@code auth} section of the registry's configuration and how this class gets past it. */
    private interface Access {
        String section(Path directory) throws IOException;

        Optional<String> authorization(String repository);
    }

    private RealRegistry(Access access, boolean tls) {
        Tools.require("docker-registry");
        this.access = access;
        this.authority = tls ? Certificates.authority() : null;
        try {
            start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (AssertionError e) {
            close();
            throw e;
        }
    }

    /** Anyone may pull, push and delete, over plain http. */
    public static RealRegistry open() {
        return new RealRegistry(new OpenAccess(), false);
    }

    /** The same over TLS, with a certificate for 127.0.0.1 and localhost from an authority that nobody knows yet. */
    public static RealRegistry tls() {
        return new RealRegistry(new OpenAccess(), true);
    }

    /** Basic authentication; everything needs it. */
    public static RealRegistry htpasswd(String user, String password) {
        return new RealRegistry(new BasicAccess(user, password), false);
    }

    /** Bearer authentication with tokens from this server, which the caller closes. */
    public static RealRegistry token(TokenServer tokens) {
        return new RealRegistry(new TokenAccess(tokens), false);
    }

    /** {@code 127.0.0.1:PORT}, as it stands at the beginning of a reference. */
    public String hostPort() {
        return "127.0.0.1:" + port;
    }

    public int port() {
        return port;
    }

    public URI uri(String path) {
        return URI.create((authority == null ? "http://" : "https://") + hostPort() + path);
    }

    /** The authority's certificate, to be trusted by the client under test. Only with {@link #tls()}. */
    public String authorityPem() {
        return authority.certificatePem();
    }

    /** What an allowed client sends to work on this repository; empty where nothing is asked for. */
    public Optional<String> authorization(String repository) {
        return access.authorization(repository);
    }

    /** A plain client that trusts this registry's certificate. */
    public HttpClient httpClient() {
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (authority != null) {
            builder.sslContext(new HandshakeCertificates.Builder()
                    .addTrustedCertificate(authority.certificate())
                    .build()
                    .sslContext());
        }
        return builder.build();
    }

    /** Deletes a manifest by digest; tags that point to it are gone then. */
    public void deleteManifest(String repository, String digest) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri("/v2/" + repository + "/manifests/" + digest)).DELETE();
        authorization(repository).ifPresent(value -> request.header("Authorization", value));
        try {
            HttpResponse<String> response = httpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 202) {
                throw new AssertionError("could not delete " + repository + "@" + digest + ": " + response.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The file that holds a blob in the registry's storage, to damage or delete it behind the registry's back. */
    public Path blobFile(String digest) {
        String hex = digest.substring("sha256:".length());
        return directory.resolve("storage/docker/registry/v2/blobs/sha256/" + hex.substring(0, 2) + "/" + hex + "/data");
    }

    @Override
    public void close() {
        Processes.stop(process);
        TempDirs.delete(directory);
    }

    private void start() throws IOException {
        Path configuration = Files.writeString(directory.resolve("config.yml"), configuration());
        Path log = directory.resolve("log");
        process = new ProcessBuilder(Tools.find("docker-registry").orElseThrow().toString(), "serve",
                        configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        // The port is read from the log rather than picked beforehand: nobody can take it in between.
        Await.until(START_BOUND, "docker-registry listens", () -> listening(log) || !process.isAlive(), () -> read(log));
        if (!process.isAlive()) {
            throw new AssertionError("docker-registry ended with " + process.exitValue() + "\n" + read(log));
        }
    }

    private boolean listening(Path log) {
        Matcher matcher = LISTENING.matcher(read(log));
        if (!matcher.find()) {
            return false;
        }
        port = Integer.parseInt(matcher.group(1));
        return true;
    }

    private String configuration() throws IOException {
        return """
                version: 0.1
                log:
                  level: info
                  accesslog:
                    disabled: true
                storage:
                  filesystem:
                    rootdirectory: %s
                  delete:
                    enabled: true
                http:
                  addr: 127.0.0.1:0
                  secret: test
                """.formatted(directory.resolve("storage"))
                + tlsSection()
                + access.section(directory);
    }

    private String tlsSection() throws IOException {
        if (authority == null) {
            return "";
        }
        HeldCertificate server = Certificates.server(authority);
        return """
                  tls:
                    certificate: %s
                    key: %s
                """.formatted(
                        Files.writeString(directory.resolve("server.crt"), server.certificatePem()),
                        Files.writeString(directory.resolve("server.key"), server.privateKeyPkcs8Pem()));
    }

    private static String read(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record OpenAccess() implements Access {
        @Override
        public String section(Path directory) {
            return "";
        }

        @Override
        public Optional<String> authorization(String repository) {
            return Optional.empty();
        }
    }

    private record BasicAccess(String user, String password) implements Access {
        @Override
        public String section(Path directory) throws IOException {
            // The registry accepts bcrypt only; perl is on every Debian and its crypt() knows bcrypt.
            String hash = Run.of("perl", "-e", "print crypt(<STDIN>, q($2y$05$abcdefghijklmnopqrstuu))")
                    .stdin(password)
                    .run()
                    .out();
            Path file = Files.writeString(directory.resolve("htpasswd"), user + ":" + hash + "\n");
            return """
                    auth:
                      htpasswd:
                        realm: jimg test
                        path: %s
                    """.formatted(file);
        }

        @Override
        public Optional<String> authorization(String repository) {
            byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
        }
    }

    private record TokenAccess(TokenServer tokens) implements Access {
        @Override
        public String section(Path directory) throws IOException {
            Path certificates = Files.writeString(directory.resolve("tokens.pem"), tokens.certificatePem());
            return """
                    auth:
                      token:
                        realm: %s
                        service: %s
                        issuer: %s
                        rootcertbundle: %s
                    """.formatted(tokens.realm(), TokenServer.SERVICE, TokenServer.ISSUER, certificates);
        }

        @Override
        public Optional<String> authorization(String repository) {
            return Optional.of("Bearer " + tokens.mint("fixture", "repository:" + repository + ":pull,push,delete"));
        }
    }
}
