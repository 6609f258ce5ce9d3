package dev.jimg.service;

import dev.jimg.transfer.Cancellation;
import java.util.function.Consumer;

/**
 * Copies images from place to place: the embedded store, engines, registries. Unlike everything else, a copy is of two
 * places, and so is asked of no {@link ImageService} but of the {@link ServiceOpener}.
 */
@FunctionalInterface
public interface Copies {

    /**
     * Copies one image, as far as the other side lacks it. Registries are only sent what they lack, and of one registry
     * nothing at all that it has in another repository; the store only fetches what it lacks. An engine has no way to be
     * given a layer alone: what goes to one goes as an archive, whole, and streamed.
     *
     * @param events as of {@link ImageService#push}; a layer that nobody spoke of before may come later
     * @throws Failure if a place cannot be opened, or the image not be read or written
     */
    CopyResult copy(CopyRequest request, Consumer<TransferEvent> events, Cancellation cancellation);
}
