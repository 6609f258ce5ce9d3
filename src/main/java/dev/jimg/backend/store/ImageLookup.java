package dev.jimg.backend.store;

import dev.jimg.backend.shared.Failures;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.store.Listing;
import dev.jimg.store.StoredImage;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the image that a person means: by name, or by an ID or a unique prefix of one. Docker's order: a full ID, then
 * a name, then a prefix, so that an image called {@code cafe} is found under its name.
 */
final class ImageLookup {

    private static final Pattern LABEL = Pattern.compile("sha(256|512):");
    private static final Pattern ID = Pattern.compile("(sha(256|512):)?[0-9a-f]{1,128}");
    private static final int FULL_HEX = 64;

    private final Listing listing;

    ImageLookup(Listing listing) {
        this.listing = listing;
    }

    /**
     * @param image the one that is meant where only one can be
     * @param all those that are meant where all are: manifests with one config, or an index's image for each platform
     * @param name the name it was found under; empty if it was found by ID
     */
    record Found(StoredImage image, List<StoredImage> all, Optional<Reference> name) {}

    /** @throws Failure NOT_FOUND or AMBIGUOUS */
    Found find(String operation, String text) {
        if (!LABEL.matcher(text).lookingAt() && text.length() != FULL_HEX) {
            Optional<Reference> name = Reference.tryParse(text);
            Optional<StoredImage> named = name.flatMap(listing::named);
            if (named.isPresent()) {
                Reference whole = name.get().orLatest();
                return new Found(named.get(), listing.allNamed(whole), Optional.of(whole));
            }
        }
        List<StoredImage> matches = ID.matcher(text).matches() ? listing.withId(text) : List.of();
        long ids = matches.stream().map(StoredImage::id).distinct().count();
        if (ids > 1) {
            throw new Failure(Failure.Kind.AMBIGUOUS, operation, text, ids + " images have an ID that begins with it",
                    "Give more digits of the ID, or a name.");
        }
        if (matches.isEmpty()) {
            throw Failures.noSuchImage(operation, text);
        }
        return new Found(matches.get(0), matches, Optional.empty());
    }
}
