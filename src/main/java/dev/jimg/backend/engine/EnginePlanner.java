package dev.jimg.backend.engine;

import dev.jimg.backend.shared.ResolvedImage;
import dev.jimg.engine.EngineClient;
import dev.jimg.engine.EngineException;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Layer;
import dev.jimg.oci.Reference;
import dev.jimg.service.PullPlan;
import dev.jimg.service.PullPlan.PlannedLayer;
import dev.jimg.service.PullRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an engine's pull would fetch. An engine does not tell which blobs it has, but which layers they became: a layer
 * counts as here if an image here has it by its DiffID. What an engine has beyond that (of images removed meanwhile, of
 * interrupted pulls) is not known here and counts as to fetch; nor is the room on its disk known.
 */
final class EnginePlanner {

    private static final long NOT_KNOWN = -1;

    private final EngineClient engine;
    private final EngineFacts facts;

    EnginePlanner(EngineClient engine, EngineFacts facts) {
        this.engine = engine;
        this.facts = facts;
    }

    PullPlan plan(PullRequest request, ResolvedImage image) {
        ImageId id = image.manifest().imageId();
        boolean upToDate = current(image.reference()).filter(current -> current.equals(id)
                || current.digest().equals(image.digest()) || current.digest().equals(image.manifest().digest()))
                .isPresent();
        Set<DiffId> here = new HashSet<>();
        engine.images(false, false, Map.of()).forEach(other -> here.addAll(facts.layers(other.id())));
        List<PlannedLayer> layers = image.distinctLayers().stream().map(layer -> planned(layer, upToDate, here)).toList();
        return new PullPlan(request, image.digest(), id, image.platform(), image.platforms(), layers, NOT_KNOWN,
                upToDate);
    }

    private static PlannedLayer planned(Layer layer, boolean upToDate, Set<DiffId> here) {
        boolean isHere = upToDate || here.contains(layer.diffId());
        return new PlannedLayer(layer.blob(), isHere ? layer.blob().size() : 0);
    }

    private Optional<ImageId> current(Reference reference) {
        try {
            return Optional.of(engine.inspect(EngineImages.exact(reference).familiar()).id());
        } catch (EngineException e) {
            if (e.kind() == EngineException.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
