package dev.jimg.service.archive;

import java.util.Optional;

/** How layers that come unpacked are to be kept. */
public enum LayerPacking {

    /** As they come. */
    NONE,
    /** Every registry and engine takes it. */
    GZIP,
    /** Smaller, and many times as fast; engines before docker 23 cannot unpack it. */
    ZSTD;

    /** @param word as podman and buildah spell it */
    public static Optional<LayerPacking> parse(String word) {
        return switch (word) {
            case "none" -> Optional.of(NONE);
            case "gzip" -> Optional.of(GZIP);
            case "zstd" -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }
}
