package dev.jimg.tui.state;

import dev.jimg.service.files.FilesProgress;
import java.util.Optional;

/**
 * How the reading of layers stands.
 *
 * @param underWay whether what is on its way is read from the layers, which takes a while; else it is only looked up
 * @param progress in bytes
 * @param parts what has been read so far; empty where nothing tells
 * @param merged the parts that were last laid over each other, or are being so
 * @param merging the request that does it; 0 if none is under way
 */
public record FilesReading(boolean underWay, Optional<FilesProgress> progress, Optional<FilesParts> parts,
        Optional<FilesParts> merged, long merging) {

    public static final FilesReading NONE = begun(false);

    /** So many entries are laid over each other in no time. */
    private static final int FEW = 50_000;

    static FilesReading begun(boolean underWay) {
        return new FilesReading(underWay, Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    FilesReading moved(FilesProgress value) {
        return new FilesReading(underWay, Optional.of(value), parts, merged, merging);
    }

    /** More is read; the layer that is wanted stays. */
    FilesReading grown(FilesParts value) {
        FilesParts same = parts.map(before -> value.withLayer(before.layer())).orElse(value);
        return new FilesReading(underWay, progress, Optional.of(same), merged, merging);
    }

    FilesReading turned(int layer) {
        return new FilesReading(underWay, progress, parts.map(now -> now.withLayer(layer)), merged, merging);
    }

    /** Nothing more comes. */
    FilesReading ended() {
        return new FilesReading(false, progress, parts, merged, merging);
    }

    FilesReading merging(long request) {
        return new FilesReading(underWay, progress, parts, request == 0 ? merged : parts, request);
    }

    /**
     * Whether to lay the parts over each other again. All of them together cost that as much as the entries they have, so
     * with many it is worth it only when there are a good part more: then all merges together cost no more than a few of
     * the whole image, however many layers it has.
     */
    boolean due() {
        if (merging != 0 || parts.isEmpty() || !parts.get().visible()) {
            return false;
        }
        FilesParts now = parts.get();
        if (merged.isEmpty() || merged.get().layer() != now.layer() || merged.get().together() != now.together()) {
            return true;
        }
        long entries = now.entries();
        if (now.together()) {
            return entries > merged.get().entries();
        }
        // Of the last one the whole image is the answer.
        return (now.read() > merged.get().read() || entries > merged.get().entries()) && now.read() < now.count()
                && (entries <= FEW || entries >= merged.get().entries() * 3 / 2);
    }
}
