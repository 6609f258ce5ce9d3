package dev.jimg.backend.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<ImageId, List<ContainerHome>> holders;
    private final Set<Reference> names = new LinkedHashSet<>();
    private final Set<Digest> images = new LinkedHashSet<>();
    /** What each image that was wished for still has of its names. */
    private final Map<Digest, Set<Reference>> left = new HashMap<>();

    /** @param holders the containers of each image */
    RemovalWishes(Listing listing, RemoveRequest request, Map<ImageId, List<ContainerHome>> holders) {
        this.holders = holders;
        this.lookup = new ImageLookup(listing);
        this.request = request;
    }

    /**
     * @return empty if all that the word stands for goes already
     * @throws Failure NOT_FOUND or AMBIGUOUS
     */
    Optional<RemovalWish> read(String text) {
        ImageLookup.Found found = lookup.find(OPERATION, text);
        Optional<Reference> name = found.name().map(n -> n.digest().map(n::withDigest).orElse(n));
        List<StoredImage> meant = found.all().stream().filter(image -> !images.contains(image.entry()))
                .filter(image -> name.isEmpty() || left(image).contains(name.get())).toList();
        if (meant.isEmpty()) {
            return Optional.empty();
        }
        RemovalWish wish = name.isPresent() ? byName(text, meant, name.get()) : byId(text, meant);
        if (!wish.blocked()) {
            meant.forEach(image -> left(image).removeAll(wish.names()));
            names.addAll(wish.names());
            wish.whole().forEach(image -> images.add(image.entry()));
        }
        return Optional.of(wish);
    }

    /** All that was wished for and is not blocked. */
    Removal removal() {
        return new Removal(names, images);
    }

    private RemovalWish byName(String text, List<StoredImage> meant, Reference name) {
        Set<Reference> going = new HashSet<>(Set.of(name));
        for (StoredImage image : meant) {
            if (name.tag().isPresent() && request.mode() == Mode.REMOVE && isLastTag(name, left(image))) {
                left(image).stream().filter(other -> other.name().equals(name.name())).forEach(going::add);
            }
        }
        List<StoredImage> whole = request.mode() == Mode.REMOVE
                ? meant.stream().filter(image -> going.containsAll(left(image)) && !staysNameless(image)).toList()
                : List.of();
        List<ContainerHome> held = heldBy(whole);
        return new RemovalWish(text, meant, going, whole, !held.isEmpty(), held);
    }

    private RemovalWish byId(String text, List<StoredImage> meant) {
        Set<Reference> tags = new HashSet<>();
        meant.forEach(image -> tags.addAll(left(image)));
        tags.removeIf(name -> name.tag().isEmpty());
        boolean blocked = tags.size() > 1 && !request.force();
        List<StoredImage> whole = request.mode() == Mode.REMOVE ? meant : List.of();
        List<ContainerHome> held = heldBy(whole);
        return new RemovalWish(text, meant, tags, whole, blocked || !held.isEmpty(), held);
    }

    /** As with docker, force takes the last name from an image that a running container keeps. */
    private boolean staysNameless(StoredImage image) {
        return request.force()
                && holders.getOrDefault(image.id(), List.of()).stream().anyMatch(ContainerHome::running);
    }

    /** The containers that keep images from going: all of them, or with force those that run. */
    private List<ContainerHome> heldBy(List<StoredImage> going) {
        return going.stream().map(StoredImage::id).distinct()
                .flatMap(id -> holders.getOrDefault(id, List.of()).stream())
                .filter(home -> !request.force() || home.running()).toList();
    }

    private Set<Reference> left(StoredImage image) {
        return left.computeIfAbsent(image.entry(), entry -> allNames(image));
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
