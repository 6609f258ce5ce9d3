package dev.jimg.oci;

import java.time.Instant;
import java.util.Optional;

/**
 * One step that made an image (OCI image spec, config, «history»).
 *
 * @param emptyLayer the step changed only the config; it has no layer of its own
 */
public record HistoryEntry(Optional<Instant> created, String createdBy, String author, String comment,
        boolean emptyLayer) {}
