package dev.jimg.config;

import java.nio.file.Path;

/** Where images are worked on, and why there. */
public sealed interface BackendPlace {

    /** Why this place was chosen, a phrase: {@code DOCKER_HOST is set}. */
    String reason();

    /** The embedded store in a directory. */
    record Store(Path directory, String reason) implements BackendPlace {}

    /**
     * An engine.
     *
     * @param context the docker context that leads there; empty if none does
     */
    record Engine(EngineTarget target, String context, String reason) implements BackendPlace {}
}
