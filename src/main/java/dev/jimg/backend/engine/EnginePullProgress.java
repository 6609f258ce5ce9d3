package dev.jimg.backend.engine;

import dev.jimg.engine.PullMessage;
import dev.jimg.oci.DiffId;
import dev.jimg.oci.Digest;
import dev.jimg.oci.MalformedException;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the events of a pull from an engine's words.
 *
 * <p>An engine does not say which layers there are: it begins each with {@code Pulling fs layer} or
 * {@code Already exists}. The first word of another kind shows that it has begun with all of them, and what it then
 * still begins is told as it comes. The digest comes last. Where all is here already, Docker names no layer at all.
 *
 * <p>Podman says nothing between the beginning of a layer and its end, so that its first layer is told at once. It tells
 * of the config as of a layer.
 */
final class EnginePullProgress {

    private static final String DIGEST = "Digest: ";

    private final boolean podman;
    private final Consumer<TransferEvent> listener;
    private final Map<String, LayerProgress> layers = new LinkedHashMap<>();
    private final Map<String, Long> downloads = new LinkedHashMap<>();
    private boolean resolved;
    private Optional<Digest> digest = Optional.empty();

    EnginePullProgress(boolean podman, Consumer<TransferEvent> listener) {
        this.podman = podman;
        this.listener = listener;
    }

    /** The manifest's digest, once the engine told it. */
    Optional<Digest> digest() {
        return digest;
    }

    /** Bytes of layers that came over the wire, as far as the engine told. */
    long fetched() {
        return downloads.values().stream().mapToLong(Long::longValue).sum();
    }

    void accept(PullMessage message) {
        if (message.status().startsWith(DIGEST)) {
            digest = parse(message.status().substring(DIGEST.length()).strip());
        } else if (!message.id().isEmpty()) {
            switch (message.status()) {
                case "Pulling fs layer", "Waiting" -> begin(message.id(), Phase.WAITING);
                case "Already exists" -> begin(message.id(), Phase.ALREADY_HERE);
                case "Downloading" -> downloading(message);
                case "Verifying Checksum", "Download complete" -> move(message.id(), Phase.VERIFYING, 0, -1);
                case "Extracting" -> extracting(message);
                case "Pull complete" -> complete(message.id());
                // «Retrying in 5 seconds»: what was told stays true. «Pulling from …» has the tag for an id.
                default -> { }
            }
        }
    }

    /**
     * The engine is content.
     *
     * @param image the layers of the image that is here now
     */
    void end(List<DiffId> image) {
        if (layers.isEmpty()) {
            image.forEach(layer -> begin(layer.digest().shortHex(), Phase.ALREADY_HERE));
        }
        resolve();
        // Podman ends a layer with «Download complete».
        new ArrayList<>(layers.values()).stream().filter(layer -> !layer.phase().settled())
                .forEach(layer -> complete(layer.layer()));
    }

    private void begin(String layer, Phase phase) {
        LayerProgress known = layers.get(layer);
        if (known == null) {
            LayerProgress first = new LayerProgress(layer, phase, 0, phase == Phase.ALREADY_HERE ? 0 : -1);
            layers.put(layer, first);
            if (resolved) {
                listener.accept(first);
            } else if (podman) {
                resolve();
            }
        } else if (phase == Phase.ALREADY_HERE && known.phase() == Phase.WAITING) {
            tell(new LayerProgress(layer, phase, 0, 0));
        }
    }

    private void downloading(PullMessage message) {
        if (message.total() > 0) {
            downloads.put(message.id(), message.total());
        }
        move(message.id(), Phase.DOWNLOADING, Math.max(message.current(), 0), message.total());
    }

    /** Its total is the blob's size too; engines drop words, and so «Downloading» may never have come. */
    private void extracting(PullMessage message) {
        if (message.total() > 0) {
            downloads.putIfAbsent(message.id(), message.total());
        }
        move(message.id(), Phase.VERIFYING, Math.max(message.current(), 0), message.total());
    }

    private void complete(String layer) {
        long size = downloads.getOrDefault(layer, 0L);
        move(layer, Phase.COMPLETE, size, size);
    }

    /** Only onwards: an engine that starts a layer again would make its bar jump back. */
    private void move(String layer, Phase phase, long done, long total) {
        begin(layer, Phase.WAITING);
        resolve();
        if (phase == Phase.VERIFYING && layers.get(layer).phase() == Phase.WAITING) {
            tell(new LayerProgress(layer, Phase.DOWNLOADING, 0, -1));
        }
        LayerProgress last = layers.get(layer);
        boolean onwards = phase.compareTo(last.phase()) > 0 || phase == last.phase() && done > last.done();
        if (!last.phase().settled() && onwards) {
            tell(new LayerProgress(layer, phase, total < 0 ? done : Math.min(done, total), total));
        }
    }

    private void tell(LayerProgress progress) {
        layers.put(progress.layer(), progress);
        if (resolved) {
            listener.accept(progress);
        }
    }

    private void resolve() {
        if (!resolved) {
            resolved = true;
            listener.accept(new TransferEvent.Resolved(digest, List.copyOf(layers.values())));
        }
    }

    private static Optional<Digest> parse(String text) {
        try {
            return Optional.of(Digest.parse(text));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }
}
