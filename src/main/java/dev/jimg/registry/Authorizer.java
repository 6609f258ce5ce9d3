package dev.jimg.registry;

import dev.jimg.config.CredentialSource;
import dev.jimg.config.Credentials;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.HttpUrl;

/**
 * The Authorization for a registry: what its challenge asks for, kept by origin and scope while it is good.
 *
 * <p>Eight layers that are fetched at once get one token, not eight.
 */
final class Authorizer {

    private static final Duration CREDENTIALS_KEPT = Duration.ofMinutes(5);
    private static final long LOCK_POLL_MILLIS = 50;

    private final CredentialSource source;
    private final TokenEndpoint tokens;
    private final Map<String, Grant> grants = new ConcurrentHashMap<>();
    private final Map<HttpUrl, Challenge> lastChallenges = new ConcurrentHashMap<>();
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(Credentials credentials, long until) {}

    /** What is known for one key; read and changed under its lock. */
    private static final class Grant {
        final ReentrantLock lock = new ReentrantLock();
        Challenge challenge;
        String header;
        long goodUntil;

        boolean isGood() {
            return header != null && System.nanoTime() - goodUntil < 0;
        }
    }

    Authorizer(CredentialSource source, TokenEndpoint tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    /** What to send without having been asked, because this registry asked before. */
    Optional<String> known(Endpoint endpoint, Ask ask, Cancellation cancellation) throws IOException {
        Challenge last = lastChallenges.get(endpoint.base());
        if (last == null) {
            return Optional.empty();
        }
        Grant grant = grant(endpoint, ask);
        lock(grant, cancellation);
        try {
            if (!grant.isGood()) {
                fill(grant, grant.challenge == null ? withoutScope(last) : grant.challenge, endpoint, ask,
                        cancellation);
            }
            return Optional.ofNullable(grant.header);
        } finally {
            grant.lock.unlock();
        }
    }

    /**
     * The answer to a challenge; empty if there is none to give.
     *
     * @param refused what was sent and led to the challenge
     */
    Optional<String> answer(Endpoint endpoint, Ask ask, List<Challenge> challenges, Optional<String> refused,
            Cancellation cancellation) throws IOException {
        Challenge challenge = Challenge.find(challenges, "bearer").filter(c -> c.parameter("realm").isPresent())
                .or(() -> Challenge.find(challenges, "basic")).orElse(null);
        if (challenge == null) {
            return Optional.empty();
        }
        Grant grant = grant(endpoint, ask);
        lock(grant, cancellation);
        try {
            boolean renewedMeanwhile = grant.isGood() && !Optional.of(grant.header).equals(refused);
            if (!renewedMeanwhile) {
                if (refused.isPresent()) {
                    kept.remove(endpoint.registry());
                }
                fill(grant, challenge, endpoint, ask, cancellation);
            }
            return Optional.ofNullable(grant.header).filter(header -> !Optional.of(header).equals(refused));
        } finally {
            grant.lock.unlock();
            lastChallenges.put(endpoint.base(), challenge);
        }
    }

    /** Calls under way keep what they have. */
    void forget() {
        kept.clear();
        grants.clear();
        lastChallenges.clear();
    }

    private void fill(Grant grant, Challenge challenge, Endpoint endpoint, Ask ask, Cancellation cancellation)
            throws IOException {
        grant.challenge = challenge;
        grant.header = null;
        Optional<Credentials> credentials = credentials(endpoint, ask, cancellation);
        if (credentials.isPresent() && credentials.get().kind() == Credentials.Kind.REGISTRY_TOKEN) {
            keep(grant, "Bearer " + credentials.get().secret(), CREDENTIALS_KEPT);
        } else if (challenge.scheme().equals("bearer")) {
            TokenEndpoint.Token token = tokens.fetch(endpoint, challenge, ask, credentials, cancellation);
            keep(grant, "Bearer " + token.value(), token.life());
        } else if (credentials.isPresent()) {
            keep(grant, credentials.get().basicHeader(), CREDENTIALS_KEPT);
        }
    }

    private static void keep(Grant grant, String header, Duration life) {
        grant.header = header;
        grant.goodUntil = System.nanoTime() + life.toNanos();
    }

    private Optional<Credentials> credentials(Endpoint endpoint, Ask ask, Cancellation cancellation) {
        String registry = endpoint.registry();
        Kept known = kept.get(registry);
        boolean fresh = known != null && System.nanoTime() - known.until() < 0;
        Optional<Credentials> found = fresh ? Optional.of(known.credentials()) : Guard.config(ask.operation(),
                ask.subject(), () -> source.find(registry, cancellation::isCancelled));
        cancellation.check();
        if (found.isPresent() && !endpoint.isSafeForSecrets()) {
            throw new RegistryErrors(ask, endpoint).error(Kind.UNAUTHORIZED, endpoint.host()
                    + " wants credentials, but is spoken to over plain http", "Use https, or add it to"
                    + " \"insecure-registries\" in ~/.config/jimg/config.json.");
        }
        if (!fresh) {
            // Having none is not remembered: a login in another terminal shall count at once.
            found.ifPresent(c -> kept.put(registry, new Kept(c, System.nanoTime() + CREDENTIALS_KEPT.toNanos())));
        }
        return found;
    }

    private Grant grant(Endpoint endpoint, Ask ask) {
        // A text and no record: hashing the first record costs a one-shot command 20 to 40 ms.
        return grants.computeIfAbsent(endpoint.base() + " " + ask.scope(), key -> new Grant());
    }

    /** Another request's challenge tells the realm and the service; its scope is that request's own. */
    private static Challenge withoutScope(Challenge challenge) {
        Map<String, String> parameters = new LinkedHashMap<>(challenge.parameters());
        parameters.remove("scope");
        return new Challenge(challenge.scheme(), parameters);
    }

    private static void lock(Grant grant, Cancellation cancellation) {
        try {
            while (!grant.lock.tryLock(LOCK_POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}
