package dev.jimg.backend.store;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.archive.SaveRequest;
import dev.jimg.store.ImageStore;
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
    record Chosen(Digest manifest, List<Reference> names) {}

    private final ImageStore store;
    private final Listing listing;
    private final Optional<Platform> platform;
    /** By manifest. */
    private final Map<Digest, Set<Reference>> chosen = new LinkedHashMap<>();

    private SaveSelection(ImageStore store, Optional<Platform> platform) {
        this.store = store;
        this.listing = store.images().list();
        this.platform = platform;
    }

    /** @throws Failure NOT_FOUND, AMBIGUOUS or CORRUPT, naming the image */
    static List<Chosen> of(SaveRequest request, ImageStore store) {
        SaveSelection selection = new SaveSelection(store, request.platform());
        request.images().forEach(selection::choose);
        List<Chosen> chosen = new ArrayList<>();
        selection.chosen.forEach((manifest, names) -> chosen.add(new Chosen(manifest, List.copyOf(names))));
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
        if (platform.isEmpty() && found.image().damage().isPresent()) {
            throw new Failure(Failure.Kind.CORRUPT, OPERATION, text, found.image().damage().get(),
                    "Pull the image again.");
        }
        List<StoredImage> candidates = platform.isEmpty() ? List.of(found.image()) : found.all();
        Digest manifest = candidates.stream().flatMap(image -> manifest(image).stream()).findFirst()
                .orElseThrow(() -> new Failure(Failure.Kind.NOT_FOUND, OPERATION, text,
                        "it is not here for " + platform.orElseThrow(), "Pull it with: jimg-tui pull --platform "
                        + platform.orElseThrow() + " " + text));
        Set<Reference> names = chosen.computeIfAbsent(manifest, digest -> new LinkedHashSet<>());
        found.name().filter(name -> name.tag().isPresent() && name.digest().isEmpty()).ifPresent(names::add);
    }

    /** The manifest for the platform that is wanted, perhaps another one of the index that the image belongs to. */
    private Optional<Digest> manifest(StoredImage image) {
        if (platform.isEmpty() || image.platform().matches(platform.get())) {
            return Optional.of(image.manifest());
        }
        if (image.entry().equals(image.manifest())) {
            return Optional.empty();
        }
        ManifestDocument entry = ManifestDocument.parse(store.blobs().read(image.entry()), Optional.empty());
        return entry instanceof ImageIndex index ? index.images().stream()
                .filter(child -> child.platform().filter(platform.get()::matches).isPresent())
                .filter(store.blobs()::has).map(Descriptor::digest).findFirst() : Optional.empty();
    }
}
