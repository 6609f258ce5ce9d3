package dev.jimg.tui.run;

import dev.jimg.oci.ImageId;
import dev.jimg.service.Failure;
import dev.jimg.service.ImageService;
import dev.jimg.service.RemoveRequest;
import dev.jimg.tui.state.Job;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The name that an image is given to be pushed under: it stays when the push was done, and goes when it was not. */
final class PushName {

    private PushName() {}

    /** Gives the image the name, and takes it back, to whoever had it, if the work fails or is cancelled. */
    static <T> T during(ImageService images, Job.Push push, Supplier<T> work) {
        if (push.image().isEmpty()) {
            return work.get();
        }
        String name = push.what().reference().orLatest().familiar();
        Optional<ImageId> before = owner(images, name);
        images.tag(push.image().get(), push.what().reference());
        try {
            return work.get();
        } catch (RuntimeException e) {
            giveBack(images, push, name, before);
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

    /** What fails here hides nothing of why the push failed. */
    private static void giveBack(ImageService images, Job.Push push, String name, Optional<ImageId> before) {
        try {
            if (before.isPresent()) {
                images.tag(before.get().toString(), push.what().reference());
            } else {
                images.remove(new RemoveRequest(List.of(name), RemoveRequest.Mode.UNTAG, false, false));
            }
        } catch (Failure e) {
            // The name is seen in the list, and can be taken away there.
        }
    }
}
