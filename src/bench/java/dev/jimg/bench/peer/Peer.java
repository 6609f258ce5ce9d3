package dev.jimg.bench.peer;

import dev.jimg.bench.measure.Contender;
import java.nio.file.Path;
import java.util.Optional;

/** A tool that works on images. Where it cannot do something, or not the same as others, there is no contender. */
public interface Peer extends AutoCloseable {

    /** With its version. */
    String name();

    /** Whether a pull unpacks layers onto the disk. */
    default boolean unpacks() {
        return false;
    }

    /** Fetches an image of which nothing is here. */
    default Optional<Contender> pull(String reference) {
        return Optional.empty();
    }

    /** Fetches an image of which all layers but one are here, because another is. */
    default Optional<Contender> pullRest(String here, String reference) {
        return Optional.empty();
    }

    /**
     * Sends an image.
     *
     * @param here where it was pulled from
     * @param targets a name in a registry for each run
     */
    default Optional<Contender> push(String here, Targets targets) {
        return Optional.empty();
    }

    /** Writes an image that is here as a docker-archive. */
    default Optional<Contender> save(String reference) {
        return Optional.empty();
    }

    /** Takes the image of a docker-archive of which nothing is here. */
    default Optional<Contender> load(Path archive, String reference) {
        return Optional.empty();
    }

    /** The same, with its layers packed with zstd. */
    default Optional<Contender> loadZstd(Path archive) {
        return Optional.empty();
    }

    /** Takes the images of a docker-archive, which stay. */
    default void fill(Path archive) {}

    /** Lists the images that are here. */
    default Optional<Contender> list() {
        return Optional.empty();
    }

    /** The history of an image that is here. */
    default Optional<Contender> history(String reference) {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /** Where to push to. */
    interface Targets {

        /** A name that was not pushed to before; called before each run. */
        String next();
    }
}
