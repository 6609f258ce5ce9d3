package dev.jimg.backend.copy;

import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.RemoveRequest;
import dev.jimg.transfer.CancellationScope;
import java.util.List;
import java.util.Optional;

/**
 * A name that an image has to have for a moment, because an engine pulls, pushes, saves and loads by name only. What had
 * it before gets it back. An image that came to have no other name keeps it: an engine deletes one with its last name.
 */
final class BorrowedName implements AutoCloseable {

    private final ImageService service;
    private final Reference name;
    private final boolean kept;
    private final Optional<ImageId> before;

    /** @param wanted a name that is to stay: if it is the same, nothing is given back; empty if there is none */
    BorrowedName(ImageService service, Reference name, Optional<Reference> wanted) {
        this.service = service;
        this.name = name;
        this.kept = wanted.map(Reference::orLatest).filter(name.orLatest()::equals).isPresent();
        this.before = kept ? Optional.empty() : owner();
    }

    @Override
    public void close() {
        CancellationScope.clearAway(this::giveBack);
    }

    private void giveBack() {
        Optional<ImageId> now = kept ? Optional.empty() : owner();
        if (now.isEmpty() || now.equals(before)) {
            return;
        }
        if (before.isPresent()) {
            service.tag(before.get().toString(), name);
        } else {
            service.remove(new RemoveRequest(List.of(name.toString()), RemoveRequest.Mode.UNTAG, false, false));
        }
    }

    /** By the whole name: by a short one, Podman has what was built under it, too. */
    private Optional<ImageId> owner() {
        try {
            return Optional.of(service.inspect(name.toString()).summary().id());
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
