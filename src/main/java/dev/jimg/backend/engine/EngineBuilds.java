package dev.jimg.backend.engine;

import dev.jimg.backend.shared.Failures;
import dev.jimg.service.build.BuildEvent;
import dev.jimg.service.build.BuildRequest;
import dev.jimg.service.build.BuildResult;
import dev.jimg.service.build.Builds;
import dev.jimg.transfer.Cancellation;
import java.util.function.Consumer;

/** Building on an engine. */
final class EngineBuilds implements Builds {

    @Override
    public BuildResult build(BuildRequest request, Consumer<BuildEvent> events, Cancellation cancellation) {
        throw Failures.unsupported("build an image", "an engine");
    }
}
