package dev.jimg.backend;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.RemoveRequest.Mode;
import dev.jimg.store.Listing;
import dev.jimg.store.Removal;
import dev.jimg.store.StoredImage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads a request to remove by docker's rules, one word after the other: by name only the name goes, and with the last
 * name the image; by ID the image goes with its name, or, if it has several, only by force.
 *
 * <p>Each word is read as if the earlier ones were done, so that all of them can be done at once.
 */
final class RemovalWishes {

    static final String OPERATION = "remove";

    private final ImageLookup lookup;
    private final RemoveRequest request;
    private final Set<Reference> names = new LinkedHashSet<>();
    private final Set<Digest> images = new LinkedHashSet<>();
    /** What each image that was wished for still has of its names. */
    private final Map<Digest, Set<Reference>> left = new HashMap<>();

    RemovalWishes(Listing listing, RemoveRequest request) {
        this.lookup = new ImageLookup(listing);
        this.request = request;
    }

    /** @throws Failure NOT_FOUND or AMBIGUOUS */
    RemovalWish read(String text) {
        ImageLookup.Found found = lookup.find(OPERATION, text);
        StoredImage image = found.image();
        if (images.contains(image.entry())) {
            throw ImageLookup.notFound(OPERATION, text);
        }
        Set<Reference> has = left.computeIfAbsent(image.entry(), entry -> allNames(image));
        RemovalWish wish = found.name().isPresent() ? byName(text, image, found.name().get(), has)
                : byId(text, image, has);
        if (!wish.blocked()) {
            has.removeAll(wish.names());
            names.addAll(wish.names());
            if (wish.whole()) {
                images.add(image.entry());
            }
        }
        return wish;
    }

    /** All that was wished for and is not blocked. */
    Removal removal() {
        return new Removal(names, images);
    }

    private RemovalWish byName(String text, StoredImage image, Reference name, Set<Reference> has) {
        Reference exact = name.digest().map(name::withDigest).orElse(name);
        if (!has.contains(exact)) {
            throw ImageLookup.notFound(OPERATION, text);
        }
        Set<Reference> going = new HashSet<>(Set.of(exact));
        if (exact.tag().isPresent() && request.mode() == Mode.REMOVE && isLastTag(exact, has)) {
            has.stream().filter(other -> other.name().equals(exact.name())).forEach(going::add);
        }
        boolean whole = request.mode() == Mode.REMOVE && going.containsAll(has);
        return new RemovalWish(text, image, going, whole, false);
    }

    private RemovalWish byId(String text, StoredImage image, Set<Reference> has) {
        Set<Reference> tags = new HashSet<>(has);
        tags.removeIf(name -> name.tag().isEmpty());
        boolean blocked = tags.size() > 1 && !request.force();
        return new RemovalWish(text, image, tags, request.mode() == Mode.REMOVE, blocked);
    }

    /** The last tag of a repository takes the repository's digests along. */
    private static boolean isLastTag(Reference tag, Set<Reference> has) {
        return has.stream().noneMatch(other -> other.tag().isPresent() && other.name().equals(tag.name())
                && !other.equals(tag));
    }

    private static Set<Reference> allNames(StoredImage image) {
        Set<Reference> all = new HashSet<>(image.tags());
        all.addAll(image.digests());
        return all;
    }
}
