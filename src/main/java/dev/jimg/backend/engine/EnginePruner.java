package dev.jimg.backend.engine;

import dev.jimg.backend.shared.PruneFilter;
import dev.jimg.backend.shared.ServiceBase;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineImage;
import dev.jimg.engine.EnginePrune;
import dev.jimg.service.PrunePlan;
import dev.jimg.service.PruneRequest;
import dev.jimg.service.RemovalResult;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Lets an engine prune, and foretells what that will do: an engine has no question for it. */
final class EnginePruner implements ServiceBase.Pruning {

    private final EngineClient engine;
    private final EngineFacts facts;
    private final EngineRemover remover;
    private final Clock clock;

    EnginePruner(EngineClient engine, EngineFacts facts, EngineRemover remover, Clock clock) {
        this.engine = engine;
        this.facts = facts;
        this.remover = remover;
        this.clock = clock;
    }

    @Override
    public PrunePlan plan(PruneRequest request) {
        PruneFilter filter = new PruneFilter(request.filters(), clock);
        EngineImages all = EngineImages.of(engine);
        // Without the steps that others were built on: these go with the last of them.
        List<EngineImage> going = engine.images(false, false, Map.of()).stream()
                .filter(image -> request.all() || image.tags().isEmpty())
                .filter(image -> all.containersOf(image.id()).isEmpty())
                .filter(image -> filter.takes(image.created(), image::labels))
                .toList();
        EngineSummaries summaries = new EngineSummaries(all.containers(), facts);
        return new PrunePlan(request, going.stream().map(summaries::of).toList(), remover.frees(going, all), 0);
    }

    @Override
    public RemovalResult prune(PruneRequest request) {
        // Read here too, so that what is wrong with a filter is said in the same words everywhere.
        boolean filtered = !new PruneFilter(request.filters(), clock).isEmpty();
        EngineImages before = engine.version().podman() ? EngineImages.of(engine) : null;
        EnginePrune done = engine.prune(request.all(), filtered ? request.filters() : Map.of());
        List<RemovalResult.Step> steps = done.removals().stream().map(EngineRemover::step).toList();
        return new RemovalResult(before == null ? steps : EngineRemover.inOrder(steps, before), List.of(),
                done.freed());
    }
}
