package dev.jimg.bench.peer;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When a {@code pull} has told that its last layer is fetched, by the lines it writes where nobody watches, which are
 * docker's: a layer that is on the disk with the right digest is told of as being verified.
 */
final class FetchedLines implements Predicate<String> {

    private static final String COMING = "pulling fs layer";
    private static final Set<String> HERE =
            Set.of("verifying checksum", "download complete", "pull complete", "already exists");

    private final Set<String> coming = new HashSet<>();

    /** @return true for the line with which nothing is left to come */
    @Override
    public boolean test(String line) {
        int colon = line.indexOf(": ");
        String layer = line.substring(0, Math.max(0, colon));
        String status = line.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
        if (status.equals(COMING)) {
            coming.add(layer);
            return false;
        }
        return HERE.contains(status) && coming.remove(layer) && coming.isEmpty();
    }
}
