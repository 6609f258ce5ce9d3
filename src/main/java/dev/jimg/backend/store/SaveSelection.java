package dev.jimg.backend.store;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.store.Listing;
import dev.jimg.store.StoredImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which images a save means, and under which names, as docker has it: a repository without a tag is all its tags, an ID
 * or a digest is an image without a name.
 */
final class SaveSelection {

    private static final String OPERATION = "save";

    /** @param names those asked for, in their order; the image may have others */
    record Chosen(StoredImage image, List<Reference> names) {}

    private final Listing listing;
    private final Optional<Platform> platform;
    private final Map<Digest, StoredImage> images = new LinkedHashMap<>();
    private final Map<Digest, Set<Reference>> names = new LinkedHashMap<>();

    private SaveSelection(Listing listing, Optional<Platform> platform) {
        this.listing = listing;
        this.platform = platform;
    }

    /** @throws Failure NOT_FOUND, AMBIGUOUS or CORRUPT, naming the image */
    static List<Chosen> of(SaveRequest request, Listing listing) {
        SaveSelection selection = new SaveSelection(listing, request.platform());
        request.images().forEach(selection::choose);
        List<Chosen> chosen = new ArrayList<>();
        selection.images.forEach((digest, image) ->
                chosen.add(new Chosen(image, List.copyOf(selection.names.get(digest)))));
        return chosen;
    }

    private void choose(String text) {
        Optional<Reference> repository = Reference.tryParse(text).filter(Reference::isNameOnly);
        if (repository.isPresent()) {
            List<Reference> tags = listing.images().stream().flatMap(image -> image.tags().stream())
                    .filter(tag -> tag.name().equals(repository.get().name())).distinct()
                    .sorted((a, b) -> a.toString().compareTo(b.toString())).toList();
            if (!tags.isEmpty()) {
                tags.forEach(tag -> add(tag.familiar()));
                return;
            }
        }
        add(text);
    }

    private void add(String text) {
        ImageLookup.Found found = new ImageLookup(listing).find(OPERATION, text);
        StoredImage image = platform.isEmpty() ? found.image() : found.all().stream()
                .filter(candidate -> candidate.platform().matches(platform.get())).findFirst()
                .orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, OPERATION, text,
                        "it is not here for " + platform.get(), "Pull it with: jimg-tui pull --platform "
                        + platform.get() + " " + text));
        if (image.damage().isPresent()) {
            throw new Failure(Failure.Kind.CORRUPT, OPERATION, text, image.damage().get(), "Pull the image again.");
        }
        images.putIfAbsent(image.manifest(), image);
        Set<Reference> own = names.computeIfAbsent(image.manifest(), digest -> new LinkedHashSet<>());
        found.name().filter(name -> name.tag().isPresent() && name.digest().isEmpty()).ifPresent(own::add);
    }
}
