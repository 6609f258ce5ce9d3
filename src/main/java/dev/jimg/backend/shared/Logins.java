package dev.jimg.backend.shared;

import dev.jimg.config.ConfigException;
import dev.jimg.config.Credentials;
import dev.jimg.config.DockerCredentials;
import dev.jimg.config.DockerLogins;
import dev.jimg.config.Environment;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.service.LoginRequest;
import dev.jimg.service.LoginResult;
import dev.jimg.service.LogoutResult;
import dev.jimg.service.RegistryLogins;
import dev.jimg.transfer.Cancellation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Logins of any backend: they are docker's configuration and the registry's word, and no image store has a part. */
public final class Logins implements RegistryLogins {

    private static final String LOG_IN = "log in to";
    private static final String LOG_OUT = "log out from";
    private static final Set<String> HUB_NAMES = Set.of("", "docker.io", "index.docker.io", "registry-1.docker.io");

    private final RegistryClient registry;
    private final DockerCredentials kept;
    private final DockerLogins logins;

    /** In the configuration that this client reads. */
    public Logins(RegistryClient registry) {
        Environment environment = registry.environment();
        this.registry = registry;
        this.kept = new DockerCredentials(environment);
        this.logins = new DockerLogins(environment);
    }

    @Override
    public boolean isHub(String server) {
        return domain(LOG_IN, server).equals(Reference.HUB);
    }

    @Override
    public Optional<String> user(String server, Cancellation cancellation) {
        return translate(LOG_IN, server, domain -> password(domain, cancellation).map(Credentials::user));
    }

    @Override
    public LoginResult login(LoginRequest request, Cancellation cancellation) {
        return translate(LOG_IN, request.server(), domain -> {
            // With a colon nobody could tell where the password begins (RFC 7617).
            if (request.user().isEmpty() || request.user().indexOf(':') >= 0 || hasControls(request.user())) {
                throw new Failure(Failure.Kind.INVALID, LOG_IN, domain,
                        "a user name is not empty and holds no colon, line break or control character", "");
            }
            return login(domain, Credentials.password(request.user(), request.password()), cancellation);
        });
    }

    @Override
    public LoginResult loginAgain(String server, Cancellation cancellation) {
        return translate(LOG_IN, server, domain -> login(domain, password(domain, cancellation).orElseThrow(() ->
                new Failure(Failure.Kind.UNAUTHORIZED, LOG_IN, domain, "no password is kept for it", "")),
                cancellation));
    }

    @Override
    public LogoutResult logout(String server, Cancellation cancellation) {
        return translate(LOG_OUT, server, domain -> {
            Optional<String> problem = Optional.empty();
            try {
                logins.erase(domain, cancellation::isCancelled);
            } catch (ConfigException e) {
                problem = Optional.of(e.getMessage());
            }
            registry.forget();
            cancellation.check();
            return new LogoutResult(DockerLogins.key(domain), problem);
        });
    }

    private Optional<Credentials> password(String domain, Cancellation cancellation) {
        Optional<Credentials> found = kept.find(domain, cancellation::isCancelled);
        cancellation.check();
        return found.filter(c -> c.kind() == Credentials.Kind.PASSWORD && !c.user().isEmpty()
                && !c.secret().isEmpty());
    }

    private LoginResult login(String domain, Credentials credentials, Cancellation cancellation) {
        Credentials better = registry.checkLogin(domain, credentials, cancellation)
                .map(token -> Credentials.identityToken(credentials.user(), token)).orElse(credentials);
        Optional<Path> file = logins.store(domain, better, cancellation::isCancelled);
        registry.forget();
        return new LoginResult(file.map(Path::toString));
    }

    /** Work on the registry that a person's text names. */
    private interface Work<T> {
        T on(String domain);
    }

    private static <T> T translate(String operation, String server, Work<T> work) {
        String domain = domain(operation, server);
        try {
            return Failures.translate(operation, domain, () -> work.on(domain));
        } catch (Failure e) {
            // Docker asks its engine to try, and passes on what the engine says of the registry's refusal.
            throw e.why().startsWith("login attempt to ") ? e.spelledAs("Error response from daemon: " + e.why()) : e;
        }
    }

    private static String domain(String operation, String server) {
        String text = server.strip();
        String rest = text.replaceFirst("^(?i)https?://", "");
        int slash = rest.indexOf('/');
        String host = slash < 0 ? rest : rest.substring(0, slash);
        if (hasControls(server) || host.isEmpty() && !text.isEmpty() || host.matches(".*[\\s@?#\\\\].*")) {
            throw new Failure(Failure.Kind.INVALID, operation, "a registry",
                    "it wants to be named as host or host:port", "");
        }
        return HUB_NAMES.contains(host) ? Reference.HUB : host;
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
