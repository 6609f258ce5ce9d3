package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.store.Listing;
import dev.jimg.store.OciForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a name of a registry stands for, as far as it is known without the image's config.
 *
 * @param digest of the manifest or index that the name points at
 * @param wanted the platform that was asked for in so many words
 * @param offered the platforms of the index; empty where there is none, for then the config tells
 */
public record ResolvedManifest(Reference reference, Digest digest, Manifest manifest, Optional<Platform> wanted,
        List<Platform> offered) {

    /** Whether the config may say that this is not what was asked for. */
    public boolean isDoubtful() {
        return offered.isEmpty() && wanted.isPresent();
    }

    /**
     * The layers to fetch, the lowest first; one that occurs twice is one blob, and here once.
     *
     * <p>Foreign layers stay where their publisher keeps them (image spec, «Non-distributable layers»), as other tools
     * that write image layouts leave them.
     */
    public List<Descriptor> distinctLayers() {
        Map<Digest, Descriptor> distinct = new LinkedHashMap<>();
        for (Descriptor layer : manifest.layers()) {
            if (!layer.mediaType().isForeignLayer()) {
                distinct.putIfAbsent(layer.digest(), layer);
            }
        }
        return List.copyOf(distinct.values());
    }

    /** The manifest in the form in which the store holds it. */
    public Manifest stored() {
        return OciForm.of(manifest);
    }

    /** All that the image is made of, foreign layers too. */
    public List<Digest> blobs() {
        List<Digest> blobs = new ArrayList<>(List.of(manifest.digest(), stored().digest(), manifest.config().digest()));
        manifest.layers().forEach(layer -> blobs.add(layer.digest()));
        return List.copyOf(blobs);
    }

    /** Whether the name already stands for this image here, and all of it is here. */
    public boolean isIn(Listing listing) {
        return listing.allNamed(reference).stream().anyMatch(
                image -> image.manifest().equals(stored().digest()) && image.damage().isEmpty());
    }

    /** What it is called by digest in its repository. */
    public Reference byDigest() {
        return reference.withDigest(digest);
    }
}
