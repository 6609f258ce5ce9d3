package dev.jimg.registry;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryException.Kind;
import dev.jimg.transfer.Cancellation;
import dev.jimg.transfer.ProgressSink;
import dev.jimg.transfer.VerificationException;
import java.io.IOException;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * {@code /v2/<name>/blobs/uploads/} (distribution spec, «Pushing blobs»): a POST begins, one PUT brings all bytes.
 *
 * <p>Who needs the bytes of a blob in one repository of a registry and has them in another asks for a mount, which is a
 * POST too and moves none.
 */
final class UploadEndpoint {

    private static final String OPERATION = "push";
    private static final int CREATED = 201;
    private static final int ABSENT = 404;

    /** What registries say to a mount that they do not know, or that these credentials may not do. */
    private static final Set<Kind> NO_MOUNT = Set.of(Kind.NOT_FOUND, Kind.UNAUTHORIZED, Kind.DENIED, Kind.REMOTE,
            Kind.UNSUPPORTED, Kind.INVALID);

    private final Transport transport;
    private final Reference repository;
    private final Descriptor blob;
    private final Cancellation cancellation;

    UploadEndpoint(Transport transport, Reference repository, Descriptor blob, Cancellation cancellation) {
        this.transport = transport;
        this.repository = repository;
        this.blob = blob;
        this.cancellation = cancellation;
    }

    boolean exists() {
        return transport.call(own(), presence(), cancellation, (answer, endpoint) -> isThere(answer));
    }

    /** Whether the registry gave the repository this blob from another one of its own. */
    boolean mount(Reference from) {
        Ask ask = Ask.post(uploads() + "?mount=" + blob.digest() + "&from=" + from.path(),
                scope() + " " + Ask.pullScope(from.path()), OPERATION, subject());
        try {
            // An upload that is begun instead (202) is left: the next POST may take another scope, and it costs nothing.
            return transport.call(own(), ask, cancellation, (answer, endpoint) -> {
                try (answer) {
                    return answer.status() == CREATED;
                }
            });
        } catch (RegistryException e) {
            if (NO_MOUNT.contains(e.kind())) {
                return false;
            }
            throw e;
        }
    }

    /** @throws java.io.UncheckedIOException what the source throws */
    void upload(BlobSource source, ProgressSink progress) {
        Endpoint endpoint = own();
        Ask begin = Ask.post(uploads(), scope(), OPERATION, subject());
        BlobBody body = new BlobBody(blob, source, progress, cancellation);
        boolean[] again = new boolean[1];
        transport.repeat(endpoint, begin, cancellation, () -> {
            // An answer that got lost says nothing of what became of the bytes before it.
            if (again[0] && transport.once(endpoint, presence(), cancellation, (answer, at) -> isThere(answer))) {
                return null;
            }
            again[0] = true;
            HttpUrl place = transport.once(endpoint, begin, cancellation, this::place);
            send(endpoint, place, body);
            return null;
        });
    }

    private void send(Endpoint endpoint, HttpUrl place, BlobBody body) throws IOException {
        HttpUrl whole = place.newBuilder().addQueryParameter("digest", blob.digest().toString()).build();
        Ask put = Ask.put(whole.toString(), scope(), OPERATION, subject(), body);
        try {
            transport.once(endpoint, put, cancellation, (answer, at) -> {
                answer.close();
                return null;
            });
        } catch (BlobBody.Unreadable e) {
            throw e.unchecked();
        } catch (VerificationException e) {
            throw new RegistryException(Kind.CORRUPT, OPERATION, subject(), "what is here of it is damaged: "
                    + e.getMessage(), "Nothing of it was pushed. Pull or load the image again, then push it.", e);
        }
    }

    private HttpUrl place(Answer answer, Endpoint endpoint) throws IOException {
        try (answer) {
            String location = answer.header("Location").orElseThrow(() -> new RegistryErrors(
                    Ask.post(uploads(), scope(), OPERATION, subject()), endpoint).error(Kind.REMOTE,
                            endpoint.host() + " began an upload and did not say where to (no Location)", ""));
            return transport.redirects().uploadPlace(answer.url(), location, endpoint, cancellation);
        }
    }

    private static boolean isThere(Answer answer) {
        try (answer) {
            return answer.status() != ABSENT;
        }
    }

    private Ask presence() {
        return Ask.get("v2/" + repository.path() + "/blobs/" + blob.digest(), scope(), OPERATION, subject())
                .head().accepting(ABSENT);
    }

    private Endpoint own() {
        return transport.own(repository.domain(), presence(), cancellation);
    }

    private String uploads() {
        return "v2/" + repository.path() + "/blobs/uploads/";
    }

    private String scope() {
        return Ask.pushScope(repository.path());
    }

    private String subject() {
        return repository.familiarName() + "@" + blob.digest();
    }
}
