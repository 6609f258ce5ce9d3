package dev.jimg.service;

import dev.jimg.oci.ImageId;
import dev.jimg.transfer.CancellationScope;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The name that an image is given to be pushed under: it stays when the push was done, and goes when it was not. */
public final class PushName {

    private PushName() {}

    /**
     * Gives the image the name, and takes it back, to whoever had it, if the work fails or is cancelled.
     *
     * @param image empty if it has the name
     */
    public static <T> T during(ImageService images, PushRequest push, Optional<String> image, Supplier<T> work) {
        if (image.isEmpty()) {
            return work.get();
        }
        // The whole name: by a short one, Podman has what was built under it, too.
        String name = push.reference().orLatest().toString();
        Optional<ImageId> before = owner(images, name);
        images.tag(image.get(), push.reference());
        Optional<ImageId> given = owner(images, name);
        try {
            return work.get();
        } catch (RuntimeException e) {
            CancellationScope.clearAway(() -> giveBack(images, push, name, given, before));
            throw e;
        }
    }

    private static Optional<ImageId> owner(ImageService images, String name) {
        try {
            return Optional.of(images.inspect(name).summary().id());
        } catch (Failure e) {
            if (e.kind() == Failure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * What fails here hides nothing of why the push failed.
     *
     * @param given who was given the name: where somebody else has it meanwhile, it stays there
     */
    private static void giveBack(ImageService images, PushRequest push, String name, Optional<ImageId> given,
            Optional<ImageId> before) {
        try {
            if (!owner(images, name).equals(given)) {
                return;
            }
            if (before.isPresent()) {
                images.tag(before.get().toString(), push.reference());
            } else {
                images.remove(new RemoveRequest(List.of(name), RemoveRequest.Mode.UNTAG, false, false));
            }
        } catch (Failure e) {
            // The name is seen in the list, and can be taken away there.
        }
    }
}
