package dev.jimg.build;

import java.time.Instant;
import java.util.Optional;

/**
 * The times in an image. They follow from what goes into it, so that the same input gives the same digest: files keep
 * theirs, and an image was created when the newest thing in it was changed.
 *
 * <p>Where {@code SOURCE_DATE_EPOCH} says a time (reproducible-builds.org), everything new was made then, and no file is
 * newer.
 */
final class Times {

    private final Optional<Long> epoch;
    private long newest;

    /** @param epoch in seconds since 1970 */
    Times(Optional<Long> epoch, Optional<Instant> base) {
        this.epoch = epoch;
        this.newest = base.map(Instant::getEpochSecond).orElse(0L);
    }

    Times copy() {
        return new Times(epoch, Optional.of(Instant.ofEpochSecond(newest)));
    }

    /** For what is made now, in seconds since 1970. */
    long now() {
        return epoch.orElse(newest);
    }

    Instant created() {
        return Instant.ofEpochSecond(now());
    }

    long clamp(long modified) {
        return epoch.isPresent() ? Math.min(modified, epoch.get()) : modified;
    }

    /** Something of this time is in the image. */
    void saw(long modified) {
        newest = Math.max(newest, modified);
    }
}
