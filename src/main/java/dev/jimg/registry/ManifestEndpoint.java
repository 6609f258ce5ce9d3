package dev.jimg.registry;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.MediaType;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import java.io.IOException;
import java.util.Optional;
import okhttp3.RequestBody;

/** {@code /v2/<name>/manifests/<reference>} (distribution spec, «Pulling manifests»). */
final class ManifestEndpoint {

    private static final String OPERATION = "fetch the manifest of";
    private static final String DIGEST_HEADER = "Docker-Content-Digest";
    private static final String ACCEPT = MediaType.OCI_INDEX + ", " + MediaType.OCI_MANIFEST + ", "
            + MediaType.DOCKER_LIST + ", " + MediaType.DOCKER_MANIFEST;

    private final Transport transport;
    private final RateLimits limits;
    private final Cancellation cancellation;

    ManifestEndpoint(Transport transport, RateLimits limits, Cancellation cancellation) {
        this.transport = transport;
        this.limits = limits;
        this.cancellation = cancellation;
    }

    FetchedManifest get(Reference reference) {
        Ask ask = ask(reference);
        return transport.call(reference.domain(), ask, cancellation,
                (answer, endpoint) -> read(heard(answer, endpoint), reference, new RegistryErrors(ask, endpoint)));
    }

    /** A registry that leaves out what a HEAD should say is asked with GET. */
    Optional<Descriptor> head(Reference reference) {
        return head(reference, ask(reference).head().accepting(404));
    }

    /** As {@link #head}, but too many requests are not tried again. */
    Optional<Descriptor> glance(Reference reference) {
        return head(reference, ask(reference).head().accepting(404, 429));
    }

    private Optional<Descriptor> head(Reference reference, Ask ask) {
        Optional<Optional<Descriptor>> told = transport.call(reference.domain(), ask, cancellation,
                (answer, endpoint) -> {
                    try (answer) {
                        heard(answer, endpoint);
                        if (answer.status() == 429) {
                            throw new RegistryErrors(ask, endpoint).atOnce(answer);
                        }
                        return answer.status() == 404 ? Optional.of(Optional.<Descriptor>empty())
                                : describe(answer, reference).map(Optional::of);
                    }
                });
        return told.orElseGet(() -> Optional.of(get(reference)).map(got -> Descriptor.of(got.document().mediaType(),
                got.digest(), got.document().raw().size())));
    }

    /**
     * «Pushing manifests».
     *
     * @param target with a tag, or with the document's own digest
     */
    void put(Reference target, ManifestDocument document) {
        Ask ask = Ask.put("v2/" + target.path() + "/manifests/" + target.target(), Ask.pushScope(target.path()), "push",
                target.familiar(), RequestBody.create(document.raw().bytes(),
                        okhttp3.MediaType.get(document.mediaType().value())));
        Endpoint own = transport.own(target.domain(), ask, cancellation);
        Optional<Digest> kept = transport.call(own, ask, cancellation, (answer, endpoint) -> {
            try (answer) {
                return answer.header(DIGEST_HEADER).flatMap(ManifestEndpoint::tryDigest);
            }
        });
        boolean same = kept.filter(digest -> digest.algorithm() == document.digest().algorithm())
                .map(document.digest()::equals).orElse(true);
        if (!same) {
            throw new RegistryErrors(ask, own).error(Kind.REMOTE, own.host() + " keeps it under the digest "
                    + kept.get() + " instead of " + document.digest(),
                    "It, or a proxy on the way, altered the manifest.");
        }
    }

    private Answer heard(Answer answer, Endpoint endpoint) {
        limits.hear(answer, endpoint);
        return answer;
    }

    private static Ask ask(Reference reference) {
        return Ask.get("v2/" + reference.path() + "/manifests/" + reference.target(),
                        Ask.pullScope(reference.path()), OPERATION, reference.familiar())
                .header("Accept", ACCEPT);
    }

    private static Optional<Descriptor> describe(Answer answer, Reference reference) {
        Optional<Digest> digest = answer.header(DIGEST_HEADER).flatMap(ManifestEndpoint::tryDigest);
        Optional<MediaType> type = contentType(answer).filter(t -> t.isManifest() || t.isIndex());
        long size = answer.contentLength();
        if (digest.isEmpty() || type.isEmpty() || size < 0 || reference.digest().isPresent()
                && !reference.digest().equals(digest)) {
            return Optional.empty();
        }
        return Optional.of(Descriptor.of(type.get(), digest.get(), size));
    }

    private static FetchedManifest read(Answer answer, Reference reference, RegistryErrors errors)
            throws IOException {
        try (answer) {
            byte[] bytes = answer.readUpTo(ManifestDocument.MAX_BYTES).orElseThrow(() -> errors.error(Kind.REMOTE,
                    "the manifest is larger than 4 MiB", ""));
            Digest digest = verified(bytes, answer, reference, errors);
            ManifestDocument document = ManifestDocument.parse(bytes, contentType(answer));
            return new FetchedManifest(document, digest);
        } catch (MalformedException e) {
            throw errors.error(Kind.REMOTE, ErrorBody.clean(e.getMessage()), "");
        }
    }

    private static Digest verified(byte[] bytes, Answer answer, Reference reference, RegistryErrors errors) {
        Optional<Digest> said = answer.header(DIGEST_HEADER).map(Digest::parse);
        said.ifPresent(digest -> check(bytes, digest, errors));
        reference.digest().ifPresent(digest -> check(bytes, digest, errors));
        return reference.digest().orElseGet(() -> Digest.of(bytes));
    }

    private static void check(byte[] bytes, Digest expected, RegistryErrors errors) {
        Digest actual = Digest.of(expected.algorithm(), expected.algorithm().newHash().digest(bytes));
        if (!actual.equals(expected)) {
            throw errors.error(Kind.CORRUPT, "the bytes that came for " + expected + " have the digest " + actual,
                    "The registry, or a proxy on the way, altered or damaged it.");
        }
    }

    private static Optional<MediaType> contentType(Answer answer) {
        return answer.header("Content-Type").map(MediaType::parse);
    }

    private static Optional<Digest> tryDigest(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
