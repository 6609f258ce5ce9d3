package dev.jimg.backend.shared;

import dev.jimg.oci.Digest;
import dev.jimg.oci.Reference;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageSummary;
import dev.jimg.service.UpdateStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A tagged name here, and the image that has it.
 *
 * @param containers the names of those that run the image
 */
record LocalName(Reference name, ImageSummary image, List<String> containers) {

    /** What Podman calls the images that it built. */
    private static final String PODMANS_OWN = "localhost";

    /** Whether a person who names this repository, or this name, means this one. */
    boolean meant(Reference wanted) {
        return wanted.isNameOnly() ? name.nameOnly().equals(wanted) : name.equals(wanted);
    }

    /** By which digest the repository of the name knew the image; empty for an image that never came from there. */
    Optional<Digest> here() {
        return image.digests().stream().filter(this::ofThisRepository).flatMap(one -> one.digest().stream())
                .findFirst();
    }

    /**
     * The digests that all stand for the image here: those of the names by digest, of an index or of a manifest, as the
     * engine or the store has kept them, and that of the manifest itself.
     */
    Set<Digest> digests() {
        Set<Digest> all = new HashSet<>();
        image.digests().stream().filter(this::ofThisRepository).forEach(one -> one.digest().ifPresent(all::add));
        all.add(image.manifest());
        return all;
    }

    private boolean ofThisRepository(Reference digest) {
        return digest.nameOnly().equals(name.nameOnly()) && !name.domain().equals(PODMANS_OWN);
    }

    UpdateStatus status(UpdateStatus.State state, Instant now) {
        return status(state, Optional.empty(), Optional.empty(), now);
    }

    UpdateStatus status(UpdateStatus.State state, Optional<Digest> there, Optional<Instant> created, Instant now) {
        Optional<Digest> shown = state == UpdateStatus.State.CURRENT && there.filter(digests()::contains).isPresent()
                ? there : here();
        return new UpdateStatus(name, state, image.id(), shown, there, created, containers, Optional.empty(), now);
    }

    UpdateStatus unknown(Failure why, Instant now) {
        return new UpdateStatus(name, UpdateStatus.State.UNKNOWN, image.id(), here(), Optional.empty(),
                Optional.empty(), containers, Optional.of(why), now);
    }

    /** What was found before, if the name stands for the same image still. */
    Optional<UpdateStatus> remembered(Map<Reference, UpdateStatus> kept) {
        return Optional.ofNullable(kept.get(name)).filter(status -> status.image().equals(image.id()))
                .map(status -> new UpdateStatus(name, status.state(), image.id(), here(), status.there(),
                        status.created(), containers, Optional.empty(), status.checked()));
    }
}
