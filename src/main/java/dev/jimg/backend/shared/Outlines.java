package dev.jimg.backend.shared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jimg.oci.DiffId;
import dev.jimg.service.Failure;
import dev.jimg.service.HistoryRow;
import dev.jimg.service.ImageDetails;
import dev.jimg.service.ImageService;
import dev.jimg.service.LayerSteps;
import dev.jimg.service.diff.DiffSide;
import dev.jimg.service.diff.ImageOutline;
import dev.jimg.service.diff.LayerOutline;
import dev.jimg.service.files.RemoteContents;
import dev.jimg.service.files.RemoteContents.RemoteLayer;
import dev.jimg.transfer.Cancellation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What there is to compare of images. Of one that is here, the service itself is asked what it tells of any image, so that
 * every backend is compared alike.
 */
final class Outlines {

    private static final JsonMapper JSON = new JsonMapper();

    private final ImageService images;
    private final RegistrySide registry;

    Outlines(ImageService images, RegistrySide registry) {
        this.images = images;
        this.registry = registry;
    }

    ImageOutline of(DiffSide side, Cancellation cancellation) {
        return side instanceof DiffSide.Remote remote ? remote(remote, cancellation) : local((DiffSide.Local) side);
    }

    private ImageOutline local(DiffSide.Local side) {
        ImageDetails details = images.inspect(side.image());
        JsonNode object = parse(side, details.json());
        // By the ID: the name may stand for another image by now.
        List<HistoryRow> history = images.history(details.summary().id().toString());
        List<DiffId> diffIds = new ArrayList<>();
        for (JsonNode layer : object.path("RootFS").path("Layers")) {
            diffIds.add(DiffId.parse(layer.asText()));
        }
        List<Optional<Integer>> made = LayerSteps.of(history, diffIds.size());
        List<LayerOutline> layers = new ArrayList<>();
        diffIds.forEach(diffId -> layers.add(new LayerOutline(diffId, 0, false, "")));
        for (int i = 0; i < made.size(); i++) {
            HistoryRow row = history.get(i);
            made.get(i).ifPresent(layer -> layers.set(layer, new LayerOutline(diffIds.get(layer), row.size(), false,
                    row.createdBy())));
        }
        return new ImageOutline(side, details.summary().id(), ConfigItems.ofInspect(object), layers, Optional.empty());
    }

    private ImageOutline remote(DiffSide.Remote side, Cancellation cancellation) {
        ResolvedImage image = registry.resolver().resolve(side.reference().orLatest(), side.platform(), cancellation);
        RemoteContents contents = new RemoteFiles(registry).layers(image);
        List<LayerOutline> layers = new ArrayList<>();
        for (RemoteLayer layer : contents.layers()) {
            layers.add(new LayerOutline(layer.layer().diffId(), layer.layer().blob().size(), true, layer.createdBy()));
        }
        return new ImageOutline(side, image.config().imageId(), ConfigItems.ofConfig(image.config().tree()), layers,
                Optional.of(contents));
    }

    private static JsonNode parse(DiffSide side, String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new Failure(Failure.Kind.REMOTE, DiffWork.OPERATION, side.name(), "what is told of it is no JSON", "", e);
        }
    }
}
