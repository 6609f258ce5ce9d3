package dev.jimg.backend.engine;

import dev.jimg.engine.PushMessage;
import dev.jimg.service.TransferEvent;
import dev.jimg.service.TransferEvent.LayerProgress;
import dev.jimg.service.TransferEvent.Phase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes the events of a push from an engine's words. It begins all layers with {@code Preparing}; the first word of
 * another kind shows that these were all. Podman names no layers.
 */
final class EnginePushProgress {

    private static final String MOUNTED = "Mounted from ";

    private final Consumer<TransferEvent> listener;
    private final Map<String, LayerProgress> layers = new LinkedHashMap<>();
    private boolean resolved;
    private Optional<PushMessage.Pushed> pushed = Optional.empty();

    EnginePushProgress(Consumer<TransferEvent> listener) {
        this.listener = listener;
    }

    /** What the registry has now, once the engine told it. */
    Optional<PushMessage.Pushed> pushed() {
        return pushed;
    }

    void accept(PushMessage message) {
        pushed = message.pushed().or(() -> pushed);
        if (message.id().isEmpty()) {
            return;
        }
        switch (message.status()) {
            case "Preparing" -> begin(message.id());
            case "Waiting" -> move(message, Phase.WAITING);
            case "Pushing" -> move(message, Phase.UPLOADING);
            case "Layer already exists" -> move(message, Phase.ALREADY_THERE);
            case "Pushed" -> move(message, Phase.COMPLETE);
            default -> {
                if (message.status().startsWith(MOUNTED)) {
                    move(message, Phase.MOUNTED);
                }
                // «Retrying in 5 seconds», «Skipped foreign layer»: what was told stays true.
            }
        }
    }

    /** The engine is content. */
    void end() {
        resolve();
    }

    /** The engine gave up; what it had begun with is told. */
    void refused() {
        if (!layers.isEmpty()) {
            resolve();
        }
    }

    private void begin(String layer) {
        LayerProgress first = new LayerProgress(layer, Phase.PREPARING, 0, -1);
        if (layers.putIfAbsent(layer, first) == null && resolved) {
            listener.accept(first);
        }
    }

    /** Only onwards: an engine that sends a layer again would make its bar jump back. */
    private void move(PushMessage message, Phase phase) {
        begin(message.id());
        resolve();
        LayerProgress last = layers.get(message.id());
        long total = message.total() < 0 ? last.total() : Math.max(message.total(), message.current());
        long done = phase == Phase.COMPLETE ? Math.max(total, 0) : Math.max(message.current(), 0);
        boolean onwards = phase.compareTo(last.phase()) > 0 || phase == last.phase() && done > last.done();
        if (last.phase().settled() || !onwards) {
            return;
        }
        String from = phase == Phase.MOUNTED ? message.status().substring(MOUNTED.length()) : "";
        LayerProgress next = new LayerProgress(message.id(), phase, done, total, from);
        layers.put(message.id(), next);
        listener.accept(next);
    }

    private void resolve() {
        if (!resolved) {
            resolved = true;
            listener.accept(new TransferEvent.Resolved(Optional.empty(), List.copyOf(layers.values())));
        }
    }
}
