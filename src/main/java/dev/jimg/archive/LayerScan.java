package dev.jimg.archive;

import dev.jimg.tar.Header;
import java.util.Optional;

/** Looks at bytes that may be a layer: how they are packed and, if not at all, how much they unpack to. */
final class LayerScan {

    private final TarScan scan;
    private Compression compression;
    private boolean tar;

    /** @param watch sees what is in a tar that is not packed */
    LayerScan(LayerWatch watch) {
        scan = new TarScan(watch);
    }

    /** @param length of the first piece at least that of a header, unless there are no more: then it is no tar */
    void feed(byte[] bytes, int length) {
        if (compression == null) {
            compression = Compression.of(bytes, length);
            tar = compression == Compression.NONE && length >= Header.BLOCK;
        }
        if (tar) {
            try {
                scan.feed(bytes, 0, length);
            } catch (ArchiveException e) {
                // A document, or a damaged layer: whoever needs it as a layer will be told.
                tar = false;
            }
        }
    }

    boolean mayBeLayer() {
        return tar || compression() != Compression.NONE;
    }

    Compression compression() {
        return compression == null ? Compression.NONE : compression;
    }

    /** Empty unless it was a plain tar. To be asked at the end. */
    Optional<Long> unpackedSize() {
        try {
            return tar ? Optional.of(scan.finish()) : Optional.empty();
        } catch (ArchiveException e) {
            return Optional.empty();
        }
    }
}
