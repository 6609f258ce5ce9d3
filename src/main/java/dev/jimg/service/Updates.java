package dev.jimg.service;

import dev.jimg.oci.Reference;
import dev.jimg.transfer.Cancellation;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Compares the names of images here with what registries have under them.
 *
 * <p>Asking is never done by itself: a face asks because a person wants it or has set it so. What was found is kept, so
 * that a list can mark what is old without asking anybody.
 */
public interface Updates {

    /** What was last found of names that still stand for the same image here. No registry is asked. */
    List<UpdateStatus> known();

    /**
     * Asks registries what they have under names, politely: one request at a time in each registry with a pause between
     * them, by HEAD, which is no pull. A registry that cannot be reached, or says that it is asked too often, is asked
     * no more; its other names come back as {@link UpdateStatus.State#UNKNOWN}.
     *
     * @param wanted names with a tag, or repositories for all their tags here; empty for all that are here
     * @param progress of each name as it becomes known, never two at once; who hears it must not wait
     * @return all that was found, in the order of the names
     * @throws Failure NOT_FOUND if nothing here has one of the wanted names
     */
    List<UpdateStatus> check(List<Reference> wanted, Consumer<UpdateProgress> progress, Cancellation cancellation);

    /** How many pulls Docker Hub leaves, if it has said so since this service was opened. */
    Optional<PullAllowance> allowance();
}
