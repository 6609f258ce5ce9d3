package dev.jimg.service;

import dev.jimg.transfer.Cancellation;
import java.util.Optional;

/**
 * Who one is at the registries, kept where docker keeps it.
 *
 * <p>«server» is what a person types: {@code host[:port]}, or a URL of which the host counts; empty and
 * {@code docker.io} are Docker Hub. All methods throw {@link Failure}, INVALID for a server that is none.
 */
public interface RegistryLogins {

    /** Whether a server is Docker Hub. */
    boolean isHub(String server);

    /** The user whose password is kept for a server; empty if there is none, or a token. */
    Optional<String> user(String server, Cancellation cancellation);

    /** Checks user and password with the registry, and keeps them if it takes them. */
    LoginResult login(LoginRequest request, Cancellation cancellation);

    /** Checks what is kept for a server with the registry. */
    LoginResult loginAgain(String server, Cancellation cancellation);

    /** Forgets what is kept for a server; it is no error if that is nothing. */
    LogoutResult logout(String server, Cancellation cancellation);
}
