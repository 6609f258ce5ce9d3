package dev.jimg.service;

import dev.jimg.oci.Digest;
import dev.jimg.oci.ImageId;
import dev.jimg.oci.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the image under a name here stands to what its registry has under that name.
 *
 * @param name with a tag
 * @param image that has the name here
 * @param here by which digest the registry knew it; empty where it never came from there
 * @param there what the name stands for in the registry, a manifest or an index; empty where that is not known
 * @param created when the image there was made; empty where that is not known, as of one that did not move
 * @param containers the names of those that run the image that is here
 * @param why it is not known; empty where it is
 * @param checked when the registry was asked
 */
public record UpdateStatus(Reference name, State state, ImageId image, Optional<Digest> here, Optional<Digest> there,
        Optional<Instant> created, List<String> containers, Optional<Failure> why, Instant checked) {

    /** How a name stands. */
    public enum State {
        /** The registry has the same image for this platform. */
        CURRENT,
        /** The registry has another image. */
        MOVED,
        /** The registry no longer has the name. */
        GONE,
        /** The image was made here, or came as a file: no registry is asked for it. */
        LOCAL,
        /** The registry could not say. */
        UNKNOWN
    }

    public UpdateStatus {
        containers = List.copyOf(containers);
    }

    public boolean moved() {
        return state == State.MOVED;
    }
}
