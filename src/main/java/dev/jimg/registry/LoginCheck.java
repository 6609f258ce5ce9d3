package dev.jimg.registry;

import dev.jimg.config.Credentials;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Asks a registry whether it takes credentials: {@code GET /v2/} with them, in the way its challenge wants (OCI
 * distribution spec, «Determining Support»; distribution, «Token Authentication»). Nothing of it is kept.
 */
final class LoginCheck {

    private final Redirects redirects;
    private final TokenEndpoint tokens;
    private final Endpoint endpoint;
    private final Cancellation cancellation;
    private final Ask ask;

    /** @param endpoint the registry's own place; what a mirror takes says nothing */
    LoginCheck(Redirects redirects, TokenEndpoint tokens, Endpoint endpoint, Cancellation cancellation) {
        this.redirects = redirects;
        this.tokens = tokens;
        this.endpoint = endpoint;
        this.cancellation = cancellation;
        this.ask = Ask.get("v2/", "", "log in to", endpoint.registry());
    }

    /** @return the identity token that the token server gave in place of the password */
    Optional<String> run(Credentials credentials, Retrier retrier) {
        RegistryErrors errors = new RegistryErrors(ask, endpoint);
        try {
            return retrier.run(() -> once(credentials, errors), cancellation);
        } catch (IOException e) {
            throw advised(errors.of(e));
        } catch (RegistryException e) {
            throw advised(e);
        }
    }

    private Optional<String> once(Credentials credentials, RegistryErrors errors) throws IOException {
        List<Challenge> challenges;
        try (Answer answer = redirects.send(ask, endpoint, Optional.empty(), cancellation)) {
            if (answer.isSuccess()) {
                return Optional.empty();
            }
            if (answer.status() != 401 || !endpoint.isOriginOf(answer.url())) {
                throw errors.of(answer);
            }
            challenges = Challenge.parse(answer.headers("WWW-Authenticate"));
        }
        if (!endpoint.isSafeForSecrets()) {
            throw errors.error(Kind.UNAUTHORIZED, endpoint.host() + " wants credentials, but is spoken to over plain"
                    + " http", "Use https, or add it to \"insecure-registries\" in ~/.config/jimg/config.json.");
        }
        Optional<Challenge> bearer = Challenge.find(challenges, "bearer")
                .filter(challenge -> challenge.parameter("realm").isPresent());
        if (bearer.isPresent()) {
            TokenEndpoint.Token token = tokens.login(endpoint, bearer.get(), ask, credentials, cancellation);
            confirm("Bearer " + token.value(), errors);
            return token.identity();
        }
        if (Challenge.find(challenges, "basic").isEmpty()) {
            throw errors.error(Kind.REMOTE, endpoint.host() + " asks neither for a password nor for a token", "");
        }
        confirm(credentials.basicHeader(), errors);
        return Optional.empty();
    }

    private void confirm(String header, RegistryErrors errors) throws IOException {
        try (Answer answer = redirects.send(ask, endpoint, Optional.of(header), cancellation)) {
            if (answer.status() == 401) {
                throw errors.error(Kind.UNAUTHORIZED, "login attempt to " + ask.url(endpoint)
                        + " failed with status: 401 Unauthorized", "");
            }
            if (!answer.isSuccess()) {
                throw errors.of(answer);
            }
        }
    }

    /** Who just tried to log in is not told to log in. */
    private static RegistryException advised(RegistryException e) {
        boolean refused = e.kind() == Kind.UNAUTHORIZED && !e.why().contains("plain http") || e.kind() == Kind.DENIED;
        return refused ? new RegistryException(e.kind(), e.operation(), e.subject(), e.why(),
                "Check the user name and the password.", e) : e;
    }
}
