package dev.jimg.service.build;

import dev.jimg.transfer.Cancellation;
import java.util.function.Consumer;

/** Building images from Dockerfiles. */
public interface Builds {

    /**
     * Builds. Blocks; fails as the methods of {@link dev.jimg.service.ImageService} do.
     *
     * @param events in order, from any thread, never two at once; who hears them must not wait
     */
    BuildResult build(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation);

    /** Takes away what builds keep to be quick the next time. */
    BuildPrune prune(BuildPruneRequest request);
}
