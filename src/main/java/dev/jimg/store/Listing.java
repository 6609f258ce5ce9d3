package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;

/**
 * All images at one moment.
 *
 * @param images newest first; among equals by name
 * @param problems what could not be read, in words for a person
 */
public record Listing(List<StoredImage> images, List<String> problems) {

    public Listing {
        images = List.copyOf(images);
        problems = List.copyOf(problems);
    }

    /** The image that has this name, a tag or a digest. A name without either means {@code latest}. */
    public Optional<StoredImage> named(Reference name) {
        Reference wanted = name.orLatest();
        Optional<Digest> digest = wanted.digest();
        if (digest.isPresent()) {
            // A tag beside a digest is decoration: the digest says it all.
            Reference exact = wanted.withDigest(digest.get());
            return images.stream().filter(image -> image.digests().contains(exact)
                    || isDigestOf(digest.get(), image) && hasRepository(image, wanted)).findFirst();
        }
        return images.stream().filter(image -> image.tags().contains(wanted)).findFirst();
    }

    /** The images whose ID begins with this, with or without {@code sha256:}. */
    public List<StoredImage> withId(String prefix) {
        return images.stream().filter(image -> image.id().startsWith(prefix)).toList();
    }

    /** The images of which this manifest, index or entry is the digest. */
    public Optional<StoredImage> withEntry(Digest digest) {
        return images.stream().filter(image -> image.entry().equals(digest)).findFirst();
    }

    private static boolean isDigestOf(Digest digest, StoredImage image) {
        return image.manifest().equals(digest) || image.entry().equals(digest);
    }

    private static boolean hasRepository(StoredImage image, Reference name) {
        return image.tags().stream().anyMatch(tag -> tag.name().equals(name.name()));
    }
}
