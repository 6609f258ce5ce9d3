package dev.jimg.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jimg.config.Credentials;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The server that a Bearer challenge names: it changes credentials for a token (distribution, «Token Authentication»
 * and «OAuth2 Token Authentication»).
 *
 * <p>With credentials it is asked by POST, and by GET where the server knows no POST; without, by GET. Its redirects
 * are not followed: credentials go to the server that the registry named, or nowhere.
 */
final class TokenEndpoint {

    private static final String CLIENT = "jimg-tui";
    private static final int MAX_TOKEN_BODY = 1024 * 1024;
    private static final long MIN_LIFE_SECONDS = 60;
    private static final long MAX_LIFE_SECONDS = 24 * 3600;
    /** Answers to a POST of servers that only know GET; some say 401 or 403 to all that is not GET. */
    private static final Set<Integer> NO_POST = Set.of(400, 401, 403, 404, 405, 406, 415, 422, 501);

    private final HttpClients clients;
    private final Retrier retrier;

    TokenEndpoint(HttpClients clients, Retrier retrier) {
        this.clients = clients;
        this.retrier = retrier;
    }

    /**
     * @param life how long it is good for; at least a minute, as the specification has it
     * @param identity what may be kept in place of the password (a refresh token), where the server gave one
     */
    record Token(String value, Duration life, Optional<String> identity) {
        @Override
        public String toString() {
            return "Token[***, " + life + "]";
        }
    }

    /** @throws RegistryException if the realm must not be asked, or refuses */
    Token fetch(Endpoint endpoint, Challenge challenge, Ask ask, Optional<Credentials> credentials,
            Cancellation cancellation) throws IOException {
        Round round = round(endpoint, challenge, ask, credentials, cancellation);
        return credentials.isPresent() ? withCredentials(round, credentials.get())
                : ask(round, round.get(Optional.empty()), Optional.empty(), Set.of()).orElseThrow();
    }

    /**
     * As {@link #fetch}, but for a login: by GET, as docker logs in, and asking for an identity token.
     *
     * @throws RegistryException if the realm must not be asked, or refuses
     */
    Token login(Endpoint endpoint, Challenge challenge, Ask ask, Credentials credentials, Cancellation cancellation)
            throws IOException {
        Round round = round(endpoint, challenge, ask, Optional.of(credentials), cancellation);
        Request get = round.get(Optional.of(credentials));
        HttpUrl offline = get.url().newBuilder().addQueryParameter("offline_token", "true")
                .addQueryParameter("client_id", CLIENT).build();
        return ask(round, get.newBuilder().url(offline).build(), Optional.of(credentials), Set.of()).orElseThrow();
    }

    private Round round(Endpoint endpoint, Challenge challenge, Ask ask, Optional<Credentials> credentials,
            Cancellation cancellation) throws IOException {
        Optional<HttpUrl> realm = challenge.parameter("realm").map(HttpUrl::parse);
        Optional<String> objection = RealmPolicy.objection(endpoint, realm, isInsecure(realm));
        if (objection.isPresent()) {
            throw refused(ask, endpoint, objection.get());
        }
        HttpUrl url = realm.orElseThrow();
        if (credentials.isPresent() && !RealmPolicy.mayHaveCredentials(endpoint, url, clients.isInsecure(url))) {
            throw refused(ask, endpoint, "its token server " + url.host() + " is spoken to over plain http, and"
                    + " credentials do not go there");
        }
        if (!endpoint.isOriginOf(url)) {
            clients.checkAddress(url, endpoint, cancellation);
        }
        return new Round(endpoint, url, challenge, ask, cancellation);
    }

    private boolean isInsecure(Optional<HttpUrl> realm) {
        return realm.map(clients::isInsecure).orElse(false);
    }

    private Token withCredentials(Round round, Credentials credentials) throws IOException {
        boolean identity = credentials.kind() == Credentials.Kind.IDENTITY_TOKEN;
        Set<Integer> passed = identity ? Set.of() : NO_POST;
        Optional<Token> token = ask(round, round.post(credentials), Optional.of(credentials), passed);
        return token.isPresent() ? token.get()
                : ask(round, round.get(Optional.of(credentials)), Optional.of(credentials), Set.of()).orElseThrow();
    }

    /** Empty for a status that is to be passed over. */
    private Optional<Token> ask(Round round, Request request, Optional<Credentials> credentials, Set<Integer> passed)
            throws IOException {
        RegistryErrors errors = new RegistryErrors(round.ask(), round.realm().host(), round.endpoint().registry());
        try {
            return retrier.run(() -> once(round, request, errors, credentials.isPresent(), passed),
                    round.cancellation(), round.ask().patience());
        } catch (IOException e) {
            throw errors.of(e);
        }
    }

    private Optional<Token> once(Round round, Request request, RegistryErrors errors, boolean withCredentials,
            Set<Integer> passed) throws IOException {
        try (Answer answer = clients.send(request, round.cancellation())) {
            if (passed.contains(answer.status())) {
                return Optional.empty();
            }
            if (answer.status() == 401 || answer.status() == 403 || answer.status() == 400) {
                throw errors.error(Kind.UNAUTHORIZED, (withCredentials ? "the credentials for "
                        + round.endpoint().registry() + " were refused (" : "authentication required ("
                        ) + answer.status() + ")" + ErrorBody.of(answer).suffix(),
                        "Log in with: jimg-tui login " + round.endpoint().registry());
            }
            if (!answer.isSuccess()) {
                throw errors.of(answer);
            }
            byte[] body = answer.readUpTo(MAX_TOKEN_BODY).orElseThrow(() -> new RefusedException("the token server "
                    + round.realm().host() + " answers with more than 1 MiB"));
            return Optional.of(parse(body, round.realm().host()));
        }
    }

    private static Token parse(byte[] body, String host) throws RefusedException {
        JsonNode answer;
        try {
            answer = Json.parse(body);
        } catch (IOException e) {
            // Without the cause, which quotes what came: it may be a token.
            throw new RefusedException("the token server " + host + " answers with something that is not JSON");
        }
        String value = answer.path("token").asText("");
        if (value.isEmpty()) {
            value = answer.path("access_token").asText("");
        }
        boolean usable = !value.isEmpty() && value.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (!usable) {
            throw new RefusedException("the token server " + host + " answers without a token");
        }
        long life = Math.max(MIN_LIFE_SECONDS, answer.path("expires_in").asLong(MIN_LIFE_SECONDS));
        return new Token(value, Duration.ofSeconds(Math.min(life, MAX_LIFE_SECONDS)),
                Optional.of(answer.path("refresh_token").asText("")).filter(token -> !token.isEmpty()));
    }

    private static RegistryException refused(Ask ask, Endpoint endpoint, String why) {
        return new RegistryErrors(ask, endpoint).error(Kind.REMOTE,
                endpoint.host() + " was not given an answer to its challenge: " + why,
                "If this registry is meant to be so, tell who runs it.");
    }

    /** One change of credentials for a token. */
    private record Round(Endpoint endpoint, HttpUrl realm, Challenge challenge, Ask ask, Cancellation cancellation) {

        List<String> scopes() {
            String text = challenge.parameter("scope").orElse(ask.scope());
            return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
        }

        Request get(Optional<Credentials> credentials) {
            HttpUrl.Builder url = realm.newBuilder();
            challenge.parameter("service").ifPresent(service -> url.addQueryParameter("service", service));
            scopes().forEach(scope -> url.addQueryParameter("scope", scope));
            credentials.ifPresent(c -> url.addQueryParameter("account", c.user()));
            Request.Builder request = new Request.Builder().url(url.build()).header("User-Agent", CLIENT);
            credentials.ifPresent(c -> request.header("Authorization", c.basicHeader()));
            return request.build();
        }

        Request post(Credentials credentials) {
            FormBody.Builder form = new FormBody.Builder().add("client_id", CLIENT);
            challenge.parameter("service").ifPresent(service -> form.add("service", service));
            if (!scopes().isEmpty()) {
                form.add("scope", String.join(" ", scopes()));
            }
            if (credentials.kind() == Credentials.Kind.IDENTITY_TOKEN) {
                form.add("grant_type", "refresh_token").add("refresh_token", credentials.secret());
            } else {
                form.add("grant_type", "password").add("username", credentials.user())
                        .add("password", credentials.secret());
            }
            return new Request.Builder().url(realm).header("User-Agent", CLIENT).post(form.build()).build();
        }
    }
}
