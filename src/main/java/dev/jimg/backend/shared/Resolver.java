package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import dev.jimg.registry.FetchedManifest;
import dev.jimg.registry.RegistryClient;
import dev.jimg.service.Failure;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out what a name stands for, without fetching a layer. What is here already is not fetched again. */
public final class Resolver {

    private final RegistryClient registry;
    private final LocalDocuments here;

    /** @param here what need not be fetched */
    public Resolver(RegistryClient registry, LocalDocuments here) {
        this.registry = registry;
        this.here = here;
    }

    /** @throws Failure NOT_FOUND if there is no image for the platform; UNSUPPORTED if it is no container image */
    public ResolvedImage resolve(Reference reference, Optional<Platform> wanted, Cancellation cancellation) {
        return complete(find(reference, wanted, cancellation), cancellation);
    }

    /**
     * Does not ask for the config, so that layers can come beside it.
     *
     * @throws Failure NOT_FOUND if an index has no image for the platform; UNSUPPORTED if it is no container image
     */
    public ResolvedManifest find(Reference reference, Optional<Platform> wanted, Cancellation cancellation) {
        FetchedManifest fetched = registry.manifest(reference, cancellation);
        List<Platform> platforms = List.of();
        Manifest manifest;
        if (fetched.document() instanceof ImageIndex index) {
            platforms = index.platforms();
            manifest = fromIndex(reference, index, wanted.orElseGet(Platform::local), cancellation);
        } else {
            manifest = (Manifest) fetched.document();
        }
        if (!manifest.isImage()) {
            throw new Failure(Failure.Kind.UNSUPPORTED, "pull", reference.familiar(),
                    "it is no container image but " + manifest.artifactType().orElse(
                            manifest.config().mediaType().value()), "");
        }
        return new ResolvedManifest(reference, fetched.digest(), manifest, wanted, platforms);
    }

    /**
     * Asks for the config.
     *
     * @throws Failure NOT_FOUND if it is of another platform than the one that was asked for
     */
    public ResolvedImage complete(ResolvedManifest found, Cancellation cancellation) {
        ImageConfig config = ImageConfig.parse(config(found.reference(), found.manifest(), cancellation));
        if (found.offered().isEmpty()) {
            checkPlatform(found.reference(), found.wanted(), config.platform());
        }
        return new ResolvedImage(found, config);
    }

    /** The manifest of one entry of an index, verified by its digest. */
    public Manifest entry(Reference reference, Descriptor entry, Cancellation cancellation) {
        ManifestDocument document = here.document(entry)
                .orElseGet(() -> registry.manifest(reference.withDigest(entry.digest()), cancellation).document());
        if (document instanceof Manifest manifest) {
            return manifest;
        }
        throw new Failure(Failure.Kind.REMOTE, "pull", reference.familiar(),
                "the index names " + entry.digest().shortHex() + " as a manifest, but it is an index", "");
    }

    private Manifest fromIndex(Reference reference, ImageIndex index, Platform platform, Cancellation cancellation) {
        Descriptor entry = index.select(platform).orElseThrow(() -> noImageFor(reference, platform, index.platforms()));
        return entry(reference, entry, cancellation);
    }

    private byte[] config(Reference reference, Manifest manifest, Cancellation cancellation) {
        return here.blob(manifest.config())
                .orElseGet(() -> registry.smallBlob(reference, manifest.config(), cancellation));
    }

    /** An image without an index is taken as it is, unless another platform was asked for in so many words. */
    private static void checkPlatform(Reference reference, Optional<Platform> wanted, Platform actual) {
        if (wanted.isPresent() && wanted.get().compatible().stream().noneMatch(actual::matches)) {
            throw noImageFor(reference, wanted.get(), List.of(actual));
        }
    }

    private static Failure noImageFor(Reference reference, Platform wanted, List<Platform> offered) {
        String list = offered.stream().map(Platform::toString).collect(Collectors.joining(", "));
        return new Failure(Failure.Kind.NOT_FOUND, "pull", reference.familiar(), "there is no image for " + wanted,
                list.isEmpty() ? "" : "There are: " + list + ". Choose one with --platform.");
    }
}
