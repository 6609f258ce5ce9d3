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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lets an engine prune, and foretells what that will do: an engine has no question for it. */
final class EnginePruner implements ServiceBase.Pruning {

    private final EngineClient engine;
    private final EngineFacts facts;
    private final EngineRemover remover;
    private final EngineUndo undo;
    private final Clock clock;

    EnginePruner(EngineClient engine, EngineFacts facts, EngineRemover remover, EngineUndo undo, Clock clock) {
        this.engine = engine;
        this.facts = facts;
        this.remover = remover;
        this.undo = undo;
        this.clock = clock;
    }

    @Override
    public PrunePlan plan(PruneRequest request) {
        PruneFilter filter = new PruneFilter(request.filters(), clock);
        EngineImages all = EngineImages.of(engine);
        List<EngineImage> trash = EngineTrash.list(all).stream().filter(EngineTrash.Kept::only)
                .map(EngineTrash.Kept::image).toList();
        List<EngineImage> going = new ArrayList<>(going(request, filter, all));
        if (request.undoable() && undo.inTrash().on()) {
            going.removeAll(trash);
        }
        List<EngineImage> kept = request.undoable() ? going.stream().filter(undo.inTrash()::takes).toList() : List.of();
        List<EngineImage> emptied = request.undoable() || !filter.isEmpty() ? List.of() : trash;
        going.removeAll(emptied);
        List<EngineImage> both = new ArrayList<>(going);
        both.addAll(emptied);
        EngineSummaries summaries = new EngineSummaries(all.containers(), facts);
        return new PrunePlan(request, going.stream().map(summaries::of).toList(), remover.frees(both, all), 0,
                remover.frees(emptied, all), remover.frees(kept, all));
    }

    /** Without the steps that others were built on: these go with the last of them. */
    private List<EngineImage> going(PruneRequest request, PruneFilter filter, EngineImages all) {
        return engine.images(false, false, Map.of()).stream()
                .filter(image -> request.all() || image.tags().isEmpty())
                .filter(image -> all.containersOf(image.id()).isEmpty())
                .filter(image -> filter.takes(image.created(), image::labels))
                .toList();
    }

    @Override
    public RemovalResult prune(PruneRequest request) {
        // Read here too, so that what is wrong with a filter is said in the same words everywhere.
        PruneFilter filter = new PruneFilter(request.filters(), clock);
        boolean filtered = !filter.isEmpty();
        if (request.undoable() && undo.inTrash().on()) {
            return keep(request, filter);
        }
        long trash = request.undoable() || filtered ? 0 : undo.emptyTrash();
        letGo(going(request, filter, EngineImages.of(engine)));
        RemovalResult done = prune(request.all(), filtered ? request.filters() : Map.of());
        return new RemovalResult(done.steps(), List.of(), trash + done.freed());
    }

    /** What is looked at goes as it was foretold: an engine would leave it for its container. */
    private void letGo(List<EngineImage> going) {
        FilesContainer.letGo(going.stream().map(EngineImage::id).collect(Collectors.toSet()), engine.containerEndpoints());
    }

    private RemovalResult prune(boolean all, Map<String, List<String>> filters) {
        EngineImages before = engine.version().podman() ? EngineImages.of(engine) : null;
        EnginePrune done = engine.prune(all, filters);
        List<RemovalResult.Step> steps = done.removals().stream().map(EngineRemover::step).toList();
        return new RemovalResult(before == null ? steps : EngineRemover.inOrder(steps, before), List.of(),
                done.freed());
    }

    /** What has a name goes to the trash; what has none goes for good, as the engine does it. */
    private RemovalResult keep(PruneRequest request, PruneFilter filter) {
        EngineImages all = EngineImages.of(engine);
        List<EngineImage> going = going(request, filter, all);
        List<EngineImage> kept = going.stream().filter(undo.inTrash()::takes).toList();
        letGo(going.stream().filter(image -> image.tags().isEmpty()).toList());
        long bytes = remover.frees(kept, all);
        long at = undo.inTrash().begin();
        List<RemovalResult.Step> steps = new ArrayList<>();
        kept.forEach(image -> steps.addAll(remover.trash(image, List.of(), at)));
        RemovalResult rest = prune(false, filter.isEmpty() ? Map.of() : request.filters());
        steps.addAll(rest.steps());
        return new RemovalResult(List.copyOf(steps), List.of(), rest.freed(), bytes,
                !kept.isEmpty() && rest.steps().isEmpty());
    }
}
