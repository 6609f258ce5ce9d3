package dev.jimg.backend.shared;

import dev.jimg.oci.Descriptor;
import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageConfig;
import dev.jimg.oci.ImageIndex;
import dev.jimg.oci.MalformedException;
import dev.jimg.oci.Manifest;
import dev.jimg.oci.ManifestDocument;
import dev.jimg.oci.Reference;
import dev.jimg.registry.RegistryClient;
import dev.jimg.registry.RegistryException;
import dev.jimg.service.Failure;
import dev.jimg.service.UpdateStatus;
import dev.jimg.service.UpdateStatus.State;
import dev.jimg.transfer.Cancellation;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whether one name has moved. Mostly a HEAD is enough. Where the digest is another one, the documents behind
 * it are read: an index moves also when only the image for another platform was built anew, and a manifest when the
 * same image was pushed in another format; then nothing has moved for who runs it here.
 */
final class UpdateProbe {

    private final RegistryClient registry;
    private final Resolver resolver;
    private final Clock clock;

    UpdateProbe(RegistryClient registry, Resolver resolver, Clock clock) {
        this.registry = registry;
        this.resolver = resolver;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /**
     * Asks the registry.
     *
     * @param before what was found the last time; where the registry's digest is the same, nothing more is asked
     * @throws RegistryException if it cannot say
     */
    UpdateStatus ask(LocalName local, Optional<UpdateStatus> before, Cancellation cancellation) {
        Instant now = clock.instant();
        Optional<Descriptor> there = registry.glance(local.name(), cancellation);
        if (there.isEmpty()) {
            return local.status(State.GONE, now);
        }
        Digest digest = there.get().digest();
        if (local.digests().contains(digest)) {
            return local.status(State.CURRENT, Optional.of(digest), Optional.empty(), now);
        }
        if (before.flatMap(UpdateStatus::there).filter(digest::equals).isPresent()) {
            return local.status(before.get().state(), Optional.of(digest), before.get().created(), now);
        }
        return compare(local, digest, now, cancellation);
    }

    private UpdateStatus compare(LocalName local, Digest digest, Instant now, Cancellation cancellation) {
        Reference exact = local.name().withDigest(digest);
        ManifestDocument document = registry.manifest(exact, cancellation).document();
        Manifest manifest;
        if (document instanceof ImageIndex index) {
            Optional<Descriptor> own = index.select(local.image().platform());
            if (own.isEmpty()) {
                return local.unknown(new Failure(Failure.Kind.NOT_FOUND, "look for an update of",
                        local.name().familiar(), "there is no image for " + local.image().platform() + " any more",
                        ""), now);
            }
            if (local.digests().contains(own.get().digest()) || own.equals(ownBefore(local, cancellation))) {
                return local.status(State.CURRENT, Optional.of(digest), Optional.empty(), now);
            }
            manifest = resolver.entry(exact, own.get(), cancellation);
        } else {
            manifest = (Manifest) document;
        }
        if (manifest.imageId().equals(local.image().id())) {
            return local.status(State.CURRENT, Optional.of(digest), Optional.empty(), now);
        }
        return local.status(State.MOVED, Optional.of(digest), created(exact, manifest, cancellation), now);
    }

    /**
     * The entry for the platform in the index that was pulled. Only asked where the backend knows an image by that
     * index alone, as Docker does on containerd's store; nothing where the registry has forgotten it.
     */
    private Optional<Descriptor> ownBefore(LocalName local, Cancellation cancellation) {
        if (!local.image().id().digest().equals(local.image().manifest()) || !local.digests().equals(
                Set.of(local.image().manifest()))) {
            return Optional.empty();
        }
        try {
            ManifestDocument before = registry.manifest(local.name().withDigest(local.image().manifest()),
                    cancellation).document();
            return before instanceof ImageIndex index ? index.select(local.image().platform()) : Optional.empty();
        } catch (RegistryException e) {
            return Optional.empty();
        }
    }

    /** Nice to know, and no reason to fail. */
    private Optional<Instant> created(Reference exact, Manifest manifest, Cancellation cancellation) {
        if (!manifest.isImage()) {
            return Optional.empty();
        }
        try {
            return ImageConfig.parse(registry.smallBlob(exact, manifest.config(), cancellation)).created();
        } catch (RegistryException | MalformedException e) {
            return Optional.empty();
        }
    }
}
