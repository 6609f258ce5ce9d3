package dev.jimg.service;

/** Opens the service that a choice leads to; lets a face open it late, behind its first frame. */
@FunctionalInterface
public interface ServiceOpener {

    /** @throws Failure if there is nothing behind the choice, saying what was tried */
    ImageService open(BackendChoice choice);

    /** What there is to choose from. */
    default Places places() {
        return Places.NONE;
    }
}
