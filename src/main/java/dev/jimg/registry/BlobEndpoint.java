package dev.jimg.registry;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.VerificationException;
import dev.jimg.transfer.VerifyingInputStream;
import java.io.IOException;
import java.io.InputStream;

/** {@code /v2/<name>/blobs/<digest>} (distribution spec, «Pulling blobs»; ranges: RFC 9110, 14). */
final class BlobEndpoint {

    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int PARTIAL = 206;

    private final Transport transport;
    private final Reference repository;
    private final Descriptor blob;
    private final Cancellation cancellation;
    private final Patience patience;

    BlobEndpoint(Transport transport, Reference repository, Descriptor blob, Cancellation cancellation) {
        this(transport, repository, blob, Patience.NONE, cancellation);
    }

    BlobEndpoint(Transport transport, Reference repository, Descriptor blob, Patience patience,
            Cancellation cancellation) {
        this.transport = transport;
        this.repository = repository;
        this.blob = blob;
        this.patience = patience;
        this.cancellation = cancellation;
    }

    /**
     * An opened body.
     *
     * @param at the offset of its first byte in the blob
     */
    record Body(Answer answer, long at) {}

    BlobStream open(long from, long end) {
        if (from < 0 || end > blob.size() || from > end) {
            throw new IllegalArgumentException("no range of " + blob.digest() + ": " + from + " to " + end);
        }
        return new BlobStream(this, from, end);
    }

    byte[] readAll(int max) {
        if (blob.size() > max) {
            throw new RegistryException(Kind.REMOTE, "fetch", subject(), "it says it has " + blob.size()
                    + " bytes, where at most " + max + " are read", "", null);
        }
        try (InputStream in = new VerifyingInputStream(open(0, blob.size()), blob.digest(), blob.size())) {
            return in.readAllBytes();
        } catch (VerificationException e) {
            throw new RegistryException(Kind.CORRUPT, "fetch", subject(), e.getMessage(),
                    "The registry, or a proxy on the way, altered or damaged it.", e);
        } catch (IOException e) {
            throw broken(e);
        }
    }

    /** Opens a body that begins at {@code from}, or at 0 where the registry does not serve ranges. */
    Body fetch(long from, long end) {
        boolean whole = from == 0 && end == blob.size();
        Ask plain = Ask.get("v2/" + repository.path() + "/blobs/" + blob.digest(),
                Ask.pullScope(repository.path()), "fetch", subject()).patiently(patience);
        Ask ask = whole ? plain : plain.header("Range", "bytes=" + from + "-" + (end - 1))
                .accepting(RANGE_NOT_SATISFIABLE);
        Body body = transport.call(repository.domain(), ask, cancellation,
                (answer, endpoint) -> accept(answer, from, end, new RegistryErrors(ask, endpoint)));
        return body != null ? body : fetch(0, blob.size());
    }

    Cancellation cancellation() {
        return cancellation;
    }

    Patience patience() {
        return patience;
    }

    Retrier retrier() {
        return transport.retrier();
    }

    RegistryException broken(IOException e) {
        return new RegistryErrors(Ask.get("", "", "fetch", subject()), repository.domain(), repository.domain()).of(e);
    }

    private String subject() {
        return repository.familiarName() + "@" + blob.digest();
    }

    /** Null where the registry cannot serve the range. */
    private Body accept(Answer answer, long from, long end, RegistryErrors errors) {
        try {
            if (answer.status() == RANGE_NOT_SATISFIABLE) {
                answer.close();
                return null;
            }
            long at = answer.status() == PARTIAL ? checkRange(answer, from, end, errors) : 0;
            checkLength(answer, at, errors);
            return new Body(answer, at);
        } catch (RuntimeException e) {
            answer.close();
            throw e;
        }
    }

    private long checkRange(Answer answer, long from, long end, RegistryErrors errors) {
        String text = answer.header("Content-Range").orElse("");
        boolean right = ContentRange.parse(text).filter(range -> range.answers(from, end, blob.size())).isPresent();
        if (!right) {
            throw errors.error(Kind.REMOTE, "the registry was asked for the bytes " + from + "-" + (end - 1)
                    + " and answered with \"" + ErrorBody.clean(text) + "\"", "");
        }
        return from;
    }

    private void checkLength(Answer answer, long at, RegistryErrors errors) {
        long length = answer.contentLength();
        boolean whole = answer.status() != PARTIAL;
        if (whole && length >= 0 && length != blob.size() && answer.header("Content-Encoding").isEmpty()) {
            throw errors.error(Kind.CORRUPT, "the registry has " + length + " bytes for it, the manifest says "
                    + blob.size(), "The image is damaged there; push it again.");
        }
        boolean encoded = answer.header("Content-Encoding").filter(e -> !e.equalsIgnoreCase("identity")).isPresent();
        if (encoded && (whole ? length != blob.size() : length < 0)) {
            throw errors.error(Kind.REMOTE, "it comes compressed on the way, which was not asked for",
                    "A proxy between here and the registry does that; go around it.");
        }
    }
}
