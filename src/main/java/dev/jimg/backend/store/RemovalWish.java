package dev.jimg.backend.store;

import dev.jimg.oci.Reference;
import dev.jimg.store.StoredImage;
import java.util.List;
import java.util.Set;

/**
 * What one word of a request to remove means.
 *
 * @param text as it was asked for
 * @param images that the word stands for, at least one
 * @param names what is to go of the images' names
 * @param whole those of the images that are to go too
 * @param blocked other names or containers stand in the way, and nothing goes
 * @param holders the containers that stand in the way
 */
record RemovalWish(String text, List<StoredImage> images, Set<Reference> names, List<StoredImage> whole,
        boolean blocked, List<ContainerHome> holders) {

    RemovalWish {
        images = List.copyOf(images);
        names = Set.copyOf(names);
        whole = List.copyOf(whole);
        holders = List.copyOf(holders);
    }

    /** The one to speak of. */
    StoredImage image() {
        return images.get(0);
    }
}
