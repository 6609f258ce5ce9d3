package dev.jimg.service.diff;

import dev.jimg.oci.Platform;
import dev.jimg.oci.Reference;
import java.util.Optional;

/** An image to be compared. */
public sealed interface DiffSide {

    /** What it is called, as a person would write it to have it again. */
    String name();

    /** @param image what a person types, of an image that is here */
    record Local(String image) implements DiffSide {
        @Override
        public String name() {
            return image;
        }
    }

    /** @param platform empty for this machine's */
    record Remote(Reference reference, Optional<Platform> platform) implements DiffSide {
        @Override
        public String name() {
            return REGISTRY + reference.familiar();
        }
    }

    /** What begins the name of an image that is to be looked at in its registry. */
    String REGISTRY = "docker://";

    /**
     * Reads how a person spells it: {@code IMAGE}, or {@code docker://IMAGE} for what its registry has.
     *
     * @throws dev.jimg.oci.MalformedException if what stands for a registry's image is no reference
     */
    static DiffSide parse(String text, Optional<Platform> platform) {
        return text.startsWith(REGISTRY)
                ? new Remote(Reference.parse(text.substring(REGISTRY.length())).orLatest(), platform) : new Local(text);
    }
}
