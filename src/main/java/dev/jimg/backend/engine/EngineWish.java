package dev.jimg.backend.engine;

import dev.jimg.engine.EngineContainer;
import dev.jimg.engine.EngineImage;
import dev.jimg.oci.Reference;
import dev.jimg.service.RemovalPlan.Effect;
import java.util.List;
import java.util.Optional;

/**
 * What one word of a request to remove will do on an engine.
 *
 * @param text as it was asked for
 * @param name the name it was found under; empty if by ID
 * @param holders the containers made from the image
 */
record EngineWish(String text, EngineImage image, Optional<Reference> name, Effect effect,
        List<EngineContainer> holders) {

    boolean deletes() {
        return effect == Effect.DELETE;
    }

    /** The image stays, with other names or without any. */
    boolean losesOnlyNames() {
        return effect == Effect.UNTAG || effect == Effect.LEAVE_DANGLING;
    }
}
