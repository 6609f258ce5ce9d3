package dev.jimg.backend;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.RemoveRequest;
import dev.jimg.service.RemoveRequest.Mode;
import dev.jimg.store.Listing;
import dev.jimg.store.Removal;
import dev.jimg.store.StoredImage;
import java.util.HashSet;
import java.util.Set;

/**
 * What one word of a request to remove means, by docker's rules: by name only the name goes, and with the last name the
 * image; by ID the image goes with its name, or, if it has several, only by force.
 *
 * @param text as it was asked for
 * @param removal what is to go
 * @param blocked other names stand in the way
 */
record RemovalWish(String text, StoredImage image, Removal removal, boolean blocked) {

    static final String OPERATION = "remove";

    /** @throws dev.jimg.service.Failure NOT_FOUND or AMBIGUOUS */
    static RemovalWish of(Listing listing, String text, RemoveRequest request) {
        ImageLookup.Found found = new ImageLookup(listing).find(OPERATION, text);
        StoredImage image = found.image();
        if (found.name().isEmpty()) {
            Removal all = new Removal(Set.copyOf(image.tags()), entry(image, request, true));
            return new RemovalWish(text, image, all, image.tags().size() > 1 && !request.force());
        }
        Set<Reference> going = going(image, found.name().get(), request.mode());
        Set<Reference> staying = new HashSet<>(image.tags());
        staying.addAll(image.digests());
        if (!staying.removeAll(going)) {
            throw ImageLookup.notFound(OPERATION, text);
        }
        return new RemovalWish(text, image, new Removal(going, entry(image, request, staying.isEmpty())), false);
    }

    /** The last tag of a repository takes the repository's digests along. */
    private static Set<Reference> going(StoredImage image, Reference name, Mode mode) {
        if (name.digest().isPresent()) {
            return Set.of(name.withDigest(name.digest().get()));
        }
        Set<Reference> going = new HashSet<>(Set.of(name));
        boolean last = image.tags().stream().filter(tag -> tag.name().equals(name.name())).count() == 1;
        if (last && mode == Mode.REMOVE) {
            image.digests().stream().filter(digest -> digest.name().equals(name.name())).forEach(going::add);
        }
        return going;
    }

    private static Set<Digest> entry(StoredImage image, RemoveRequest request, boolean whole) {
        return whole && request.mode() == Mode.REMOVE ? Set.of(image.entry()) : Set.of();
    }
}
