package dev.jimg.backend;

import dev.jimg.oci.Reference;
import dev.jimg.store.StoredImage;
import java.util.Set;

/**
 * What one word of a request to remove means.
 *
 * @param text as it was asked for
 * @param names what is to go of the image's names
 * @param whole the image is to go too
 * @param blocked other names stand in the way, and nothing goes
 */
record RemovalWish(String text, StoredImage image, Set<Reference> names, boolean whole, boolean blocked) {

    RemovalWish {
        names = Set.copyOf(names);
    }
}
