package dev.jimg.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * By which a file is known again: another one in its place has another time. Who reads a blob to judge it asks for this
 * before the read, for by its end a pull may have put a whole one there.
 *
 * @param size in bytes
 * @param modified in nanoseconds since 1970
 */
public record BlobState(long size, long modified) {

    /** Empty where no file is, or none that may be looked at. */
    static Optional<BlobState> of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new BlobState(now.size(), nanos(now.lastModifiedTime())));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static long nanos(FileTime time) {
        return Math.addExact(Math.multiplyExact(time.toInstant().getEpochSecond(), 1_000_000_000L),
                time.toInstant().getNano());
    }
}
