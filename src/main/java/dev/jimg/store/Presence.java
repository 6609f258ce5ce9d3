package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which blobs are here, by one look at the directory instead of one at each blob.
 *
 * @param modified when the directories were changed last
 * @param settled whether that lies so far back that a change after the look would have another time
 */
record Presence(Set<String> sha256, Set<String> sha512, List<Instant> modified, boolean settled) {

    /** File systems count time in steps; two changes within one step look like one. */
    private static final Duration STEP = Duration.ofSeconds(2);

    static Presence look(Layout layout) {
        List<Instant> modified = times(layout);
        Instant limit = Instant.now().minus(STEP);
        boolean settled = modified.stream().allMatch(time -> time.isBefore(limit));
        return new Presence(names(layout, Digest.Algorithm.SHA256), names(layout, Digest.Algorithm.SHA512), modified,
                settled);
    }

    boolean has(Digest digest) {
        return (digest.algorithm() == Digest.Algorithm.SHA256 ? sha256 : sha512).contains(digest.hex());
    }

    /** Whether another look would see the same. */
    boolean holds(Layout layout) {
        return settled && modified.equals(times(layout));
    }

    private static List<Instant> times(Layout layout) {
        List<Instant> times = new ArrayList<>();
        for (Digest.Algorithm algorithm : Digest.Algorithm.values()) {
            Path directory = layout.blobs(algorithm);
            try {
                times.add(Files.getLastModifiedTime(directory).toInstant());
            } catch (NoSuchFileException e) {
                times.add(Instant.EPOCH);
            } catch (IOException e) {
                throw DiskErrors.of("read", directory, e);
            }
        }
        return times;
    }

    private static Set<String> names(Layout layout, Digest.Algorithm algorithm) {
        String[] names = layout.blobs(algorithm).toFile().list();
        return names == null ? Set.of() : Set.of(names);
    }
}
