package dev.jimg.backend.copy;

import dev.jimg.oci.Reference;
import dev.jimg.service.BackendInfo;
import dev.jimg.service.CopyRequest;
import dev.jimg.service.CopyResult;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.archive.LoadResult;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Between two places neither of which is a registry: what one side saves, the other side loads. */
final class ArchiveCopy {

    private static final long NOT_KNOWN = -1;

    private final ImageService from;
    private final ImageService to;

    ArchiveCopy(ImageService from, ImageService to) {
        this.from = from;
        this.to = to;
    }

    @SuppressWarnings("try")
    CopyResult copy(CopyRequest request, Consumer<TransferEvent> events, Cancellation cancellation) {
        ImageSummary image = from.inspect(request.source().image()).summary();
        Optional<Reference> name = Reference.tryParse(request.source().image()).map(Reference::orLatest)
                .filter(image.tags()::contains);
        Reference wanted = request.target().image().isEmpty() ? name.orElseThrow(() -> nameless(request))
                : Copier.target(request);
        if (samePlace()) {
            from.tag(image.id().toString(), wanted);
            return new CopyResult(wanted, Optional.empty(), 0);
        }
        String saved = name.map(Reference::familiar).orElse(image.id().toString());
        // Of a store's image the OCI form keeps the manifest; every engine reads docker's.
        boolean stores = isStore(from) && isStore(to);
        SaveRequest save = new SaveRequest(List.of(saved), stores ? SaveRequest.Format.OCI : SaveRequest.Format.DOCKER,
                request.platform());
        try (BorrowedName borrowed = new BorrowedName(to, name.orElse(wanted), Optional.of(wanted))) {
            ArchivePipe pipe = new ArchivePipe(from.archives(), to.archives(), isStore(from));
            LoadResult loaded = pipe.run(save, events, cancellation);
            nameIt(loaded, wanted);
            return new CopyResult(wanted, Optional.empty(), NOT_KNOWN);
        }
    }

    private void nameIt(LoadResult loaded, Reference wanted) {
        LoadResult.Loaded image = loaded.images().stream().findFirst().orElseThrow(() -> new Failure(
                Failure.Kind.REMOTE, Copier.OPERATION, wanted.familiar(), "nothing came out of the archive", ""));
        if (!image.name().map(Reference::orLatest).equals(Optional.of(wanted))) {
            String known = image.name().map(Reference::familiar)
                    .orElseGet(() -> image.id().map(Object::toString).orElseThrow());
            to.tag(known, wanted);
        }
    }

    private boolean samePlace() {
        return from.info().kind() == to.info().kind() && from.info().location().equals(to.info().location());
    }

    private static boolean isStore(ImageService service) {
        return service.info().kind() == BackendInfo.Kind.STORE;
    }

    private static Failure nameless(CopyRequest request) {
        return new Failure(Failure.Kind.INVALID, Copier.OPERATION, request.source().image(),
                "the copy needs a name", "Name it behind the place: store://NAME:TAG.");
    }
}
