package dev.jimg.store;

import dev.jimg.oci.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which blobs are here: by one look at the directory instead of one at each blob; or, as long as the directory did not
 * change, by what an earlier look saw.
 *
 * @param modified when the directories of blobs were changed last, by algorithm
 * @param settled whether that lies so far back that a change after the look would have another time
 */
record Presence(Predicate<BlobRef> here, List<Instant> modified, boolean settled) {

    /** Linux counts file times in steps of its clock tick, 1 to 10 ms; two changes within one step look like one. */
    static final Duration STEP = Duration.ofMillis(100);

    static Presence look(Layout layout) {
        List<Instant> modified = times(layout);
        Instant limit = Instant.now().minus(STEP);
        boolean settled = before(modified, limit);
        Set<String> sha256 = names(layout, Digest.Algorithm.SHA256);
        Set<String> sha512 = names(layout, Digest.Algorithm.SHA512);
        return new Presence(ref -> (ref.digest().algorithm() == Digest.Algorithm.SHA256 ? sha256 : sha512)
                .contains(ref.digest().hex()), modified, settled);
    }

    /**
     * What an earlier look saw.
     *
     * @param looked how many blobs were looked for: those with the ordinals below
     * @param missing which of them were not here
     */
    static Presence remembered(Layout layout, List<Instant> modified, int looked, BitSet missing) {
        return new Presence(ref -> ref.ordinal() < looked ? !missing.get(ref.ordinal())
                : Files.exists(layout.blob(ref.digest())), modified, true);
    }

    /** Whether no directory was changed since. */
    boolean settledSince(Instant time) {
        return settled && before(modified, time);
    }

    private static boolean before(List<Instant> times, Instant limit) {
        for (Instant time : times) {
            if (!time.isBefore(limit)) {
                return false;
            }
        }
        return true;
    }

    boolean has(BlobRef blob) {
        return here.test(blob);
    }

    /** Whether another look would see the same. */
    boolean holds(Layout layout) {
        return settled && modified.equals(times(layout));
    }

    static List<Instant> times(Layout layout) {
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
