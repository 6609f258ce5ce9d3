package dev.jimg.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /**
     * The image that has this name, a tag or a digest. A name without either means {@code latest}. Of several it is this
     * machine's, as in a registry.
     */
    public Optional<StoredImage> named(Reference name) {
        List<StoredImage> named = allNamed(name);
        return named.stream().filter(image -> image.platform().matches(Platform.local())).findFirst()
                .or(() -> named.stream().findFirst());
    }

    /** All images that have this name: several if it is the digest of an index that was pulled for several platforms. */
    public List<StoredImage> allNamed(Reference name) {
        Reference wanted = name.orLatest();
        Optional<Digest> digest = wanted.digest();
        if (digest.isEmpty()) {
            return images.stream().filter(image -> image.tags().contains(wanted)).toList();
        }
        // A tag beside a digest is decoration: the digest says it all.
        Reference exact = wanted.withDigest(digest.get());
        return images.stream().filter(image -> image.digests().contains(exact)
                || isDigestOf(digest.get(), image) && hasRepository(image, wanted)).toList();
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
        return image.manifest().equals(digest) || image.original().equals(digest) || image.entry().equals(digest);
    }

    private static boolean hasRepository(StoredImage image, Reference name) {
        return Stream.concat(image.tags().stream(), image.digests().stream())
                .anyMatch(own -> own.name().equals(name.name()));
    }
}
