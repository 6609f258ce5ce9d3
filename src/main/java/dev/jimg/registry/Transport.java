package dev.jimg.registry;

import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries what is asked to the places where a registry is spoken to: mirrors in turn, with tries and authorization. */
final class Transport {

    /** Errors of a mirror after which it is left out for a while. */
    private static final Set<Kind> SILENT = Set.of(Kind.UNREACHABLE, Kind.RATE_LIMITED);

    private final Endpoints endpoints;
    private final Redirects redirects;
    private final Authorizer authorizer;
    private final Retrier retrier;

    Transport(Endpoints endpoints, Redirects redirects, Authorizer authorizer, Retrier retrier) {
        this.endpoints = endpoints;
        this.redirects = redirects;
        this.authorizer = authorizer;
        this.retrier = retrier;
    }

    /** Makes something of an answer. It owns the answer, also if it fails. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Answer answer, Endpoint endpoint) throws IOException;
    }

    Retrier retrier() {
        return retrier;
    }

    Endpoints endpoints() {
        return endpoints;
    }

    /**
     * Asks a registry, its mirrors first. Whatever goes wrong at a mirror, the next place is asked; but not if this
     * machine's own settings are wrong, such as a credential helper that is missing (CVE-2021-41092).
     */
    <T> T call(String domain, Ask ask, Cancellation cancellation, Reader<T> reader) {
        List<Endpoint> places =
                Guard.config(ask.operation(), ask.subject(), () -> endpoints.of(domain, cancellation));
        RegistryException first = null;
        for (Endpoint endpoint : places) {
            try {
                // Who has another place to ask does not wait long for one.
                return call(endpoint, endpoint.mirror() ? ask.patiently(Patience.NONE) : ask, cancellation, reader);
            } catch (RegistryException e) {
                if (first != null) {
                    e.addSuppressed(first);
                }
                if (!endpoint.mirror() || e.kind() == Kind.INVALID) {
                    throw e;
                }
                if (SILENT.contains(e.kind())) {
                    endpoints.rest(endpoint);
                }
                first = e;
            }
        }
        throw new IllegalStateException("a registry without a place of its own");
    }

    /** The registry itself: what is changed is changed there, never at a mirror. */
    Endpoint own(String domain, Ask ask, Cancellation cancellation) {
        List<Endpoint> places =
                Guard.config(ask.operation(), ask.subject(), () -> endpoints.of(domain, cancellation));
        return places.get(places.size() - 1);
    }

    Redirects redirects() {
        return redirects;
    }

    /** Asks at one place, trying again what may pass. */
    <T> T call(Endpoint endpoint, Ask ask, Cancellation cancellation, Reader<T> reader) {
        return repeat(endpoint, ask, cancellation, () -> once(endpoint, ask, cancellation, reader));
    }

    /**
     * Several requests that only make sense together, all of them again if one does not come through.
     *
     * @param ask what an error says that it was for
     */
    <T> T repeat(Endpoint endpoint, Ask ask, Cancellation cancellation, Retrier.Attempt<T> attempt) {
        return Guard.config(ask.operation(), ask.subject(), () -> {
            try {
                return retrier.run(attempt, cancellation, ask.patience());
            } catch (IOException e) {
                throw new RegistryErrors(ask, endpoint).of(e);
            }
        });
    }

    /** One try. */
    <T> T once(Endpoint endpoint, Ask ask, Cancellation cancellation, Reader<T> reader) throws IOException {
        Answer answer = authorized(endpoint, ask, cancellation);
        if (answer.isSuccess() || ask.accepted().contains(answer.status())) {
            return reader.read(answer, endpoint);
        }
        try (answer) {
            throw new RegistryErrors(ask, endpoint).of(answer);
        }
    }

    /** At most one more request after a 401, so that a registry that never is content cannot keep this going. */
    private Answer authorized(Endpoint endpoint, Ask ask, Cancellation cancellation) throws IOException {
        Optional<String> known = authorizer.known(endpoint, ask, cancellation);
        Answer answer = redirects.send(ask, endpoint, known, cancellation);
        if (answer.status() != 401 || !endpoint.isOriginOf(answer.url())) {
            return answer;
        }
        Optional<String> fresh;
        try {
            fresh = authorizer.answer(endpoint, ask, Challenge.parse(answer.headers("WWW-Authenticate")), known,
                    cancellation);
        } catch (IOException | RuntimeException e) {
            answer.close();
            throw e;
        }
        if (fresh.isEmpty()) {
            return answer;
        }
        answer.close();
        return redirects.send(ask, endpoint, fresh, cancellation);
    }
}
