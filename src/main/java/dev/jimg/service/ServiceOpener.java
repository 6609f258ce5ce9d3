package dev.jimg.service;

/** Opens the service that a choice leads to; lets a face open it late, behind its first frame. */
@FunctionalInterface
public interface ServiceOpener {

    /** @throws Failure if there is nothing behind the choice, saying what was tried */
    ImageService open(BackendChoice choice);

    /** A command needs it no more. Whoever keeps it open for the next one says so here. */
    default void done(ImageService service) {
        service.close();
    }

    /** What there is to choose from. */
    default Places places() {
        return Places.NONE;
    }

    /**
     * Copies between places.
     *
     * @param current what {@link CopyPlace.Kind#CURRENT} is
     */
    default Copies copies(BackendChoice current) {
        return (request, events, cancellation) -> {
            throw new Failure(Failure.Kind.UNSUPPORTED, "copy", request.source().image(), "no place is known", "");
        };
    }
}
