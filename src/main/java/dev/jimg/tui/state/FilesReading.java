package dev.jimg.tui.state;

import dev.jimg.service.files.FilesProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the reading of layers stands.
 *
 * @param underWay whether what is on its way is read from the layers, which takes a while; else it is only looked up
 * @param progress in bytes
 * @param since when it was first heard of
 * @param parts what has been read so far; empty where nothing tells
 * @param merged the parts that were last laid over each other, or are being so
 * @param merging the request that does it; 0 if none is under way
 * @param touched whether somebody has moved in what is there so far, or opened or closed something of it
 */
public record FilesReading(boolean underWay, Optional<FilesProgress> progress, Optional<Instant> since,
        Optional<FilesParts> parts, Optional<FilesParts> merged, long merging, boolean touched) {

    public static final FilesReading NONE = begun(false);

    /** So many entries are laid over each other in no time. */
    private static final int FEW = 50_000;

    static FilesReading begun(boolean underWay) {
        return new FilesReading(underWay, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0, false);
    }

    FilesReading moved(FilesProgress value, Instant now) {
        return new FilesReading(underWay, Optional.of(value), since.or(() -> Optional.of(now)), parts, merged, merging,
                touched);
    }

    /** More is read; the layer that is wanted stays. */
    FilesReading grown(FilesParts value) {
        FilesParts same = parts.map(before -> value.withLayer(before.layer())).orElse(value);
        return new FilesReading(underWay, progress, since, Optional.of(same), merged, merging, touched);
    }

    FilesReading turned(int layer) {
        return new FilesReading(underWay, progress, since, parts.map(now -> now.withLayer(layer)), merged, merging,
                touched);
    }

    /** Nothing more comes. */
    FilesReading ended() {
        return new FilesReading(false, progress, since, parts, merged, merging, touched);
    }

    FilesReading merging(long request) {
        return new FilesReading(underWay, progress, since, parts, request == 0 ? merged : parts, request, touched);
    }

    /** What is there stays from now on as it was left. */
    FilesReading held() {
        return new FilesReading(underWay, progress, since, parts, merged, merging, true);
    }

    /** Whether what is to be read is still being prepared by an engine. */
    public boolean preparing() {
        return progress.filter(now -> !now.preparing().isEmpty()).isPresent();
    }

    /** Whole seconds since it was first heard of. */
    public long seconds(Instant now) {
        return since.map(begun -> Math.max(0, Duration.between(begun, now).toSeconds())).orElse(0L);
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
